import { StatusBadge } from '@medusajs/ui';
import type { ReviewState } from '../../modules/product-review/types';

const LOOKS = {
  pending: { color: 'orange', label: 'Pending' },
  approved: { color: 'green', label: 'Approved' },
  rejected: { color: 'red', label: 'Rejected' },
} as const;

export function StateBadge({ state }: { state: ReviewState }) {
  const { color, label } = LOOKS[state];
  return <StatusBadge color={color}>{label}</StatusBadge>;
}
