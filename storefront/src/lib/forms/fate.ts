import type { OutboxEntry } from 'sync';
import type { Form, Notice } from 'sync/protocol';

/** What has become of a form that was sent from here. */
export type Fate = 'waiting' | 'returned' | 'arrived';

export type Seen = {
  outbox: readonly Pick<OutboxEntry, 'intent'>[];
  notices: readonly Pick<Notice, 'kind' | 'data'>[];
};

/** `returned`: the shop has told why it cannot take it. */
export function fateOf(form: Form, { outbox, notices }: Seen): Fate {
  if (outbox.some(({ intent }) => isSame(form, intent))) return 'waiting';
  const isReturned = notices.some(({ kind, data }) => kind === 'form_refused' && isSame(form, data['intent']));
  return isReturned ? 'returned' : 'arrived';
}

/** Where the form is that a notice gives back, without the market; undefined when there is none. */
export function formPathOf({ id, data }: Pick<Notice, 'id' | 'data'>): string | undefined {
  const search = `?notice=${encodeURIComponent(id)}`;
  if (kindOf(data['intent']) === 'contact.send') return `/contact${search}`;
  const handle = isRecord(data['product']) ? data['product']['handle'] : undefined;
  return typeof handle === 'string' ? `/p/${encodeURIComponent(handle)}/review${search}` : undefined;
}

/** What was written in the form that this notice gives back; texts that are missing are empty. */
export function returnedText(notice: Pick<Notice, 'data'> | undefined, field: string): string {
  const value = argsOf(notice?.data['intent'])?.[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** By all that was written; the shop may have put its fields in another order. */
function isSame({ kind, args: written }: Form, intent: unknown): boolean {
  const args = argsOf(intent);
  if (kindOf(intent) !== kind || !args) return false;
  return Object.entries(written).every(([field, value]) => args[field] === value);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const kindOf = (intent: unknown) => (isRecord(intent) ? intent['kind'] : undefined);
const argsOf = (intent: unknown) => (isRecord(intent) && isRecord(intent['args']) ? intent['args'] : null);
