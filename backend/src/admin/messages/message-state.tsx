import { StatusBadge } from '@medusajs/ui';
import type { Message } from '../../modules/messages/types';

const LOOKS = {
  waiting: { color: 'orange', label: 'Waiting' },
  sent: { color: 'green', label: 'Sent' },
  dead: { color: 'red', label: 'Given up' },
  kept: { color: 'blue', label: 'Kept here' },
} as const;

/** Where it is, and why it is still there. */
export function MessageStateBadge({ message: { state, attempts, lastError } }: { message: Message }) {
  const { color, label } = LOOKS[state];
  const why = lastError && `${lastError}, ${attempts === 1 ? 'one attempt' : `${attempts} attempts`}`;
  return (
    <div className="flex flex-col items-start gap-1">
      <StatusBadge color={color}>{label}</StatusBadge>
      {why && <span className="txt-xsmall text-ui-fg-muted">{why}</span>}
    </div>
  );
}
