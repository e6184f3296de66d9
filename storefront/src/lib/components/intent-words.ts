import type { OutboxEntry } from 'sync';
import { excerpt } from '$lib/format/excerpt';
import type { I18n } from '$lib/i18n/i18n';

/** Where a change is that has not arrived. Why nothing is sent is no matter of a single change: `syncWords` says it once. */
export const keptWords = (isKept: boolean, { t }: Pick<I18n, 't'>): string => (isKept ? t.sync.local : t.sync.unkept);

export function entryWords({ state }: Pick<OutboxEntry, 'state'>, isKept: boolean, i18n: Pick<I18n, 't'>): string {
  const { sync } = i18n.t;
  if (state === 'not-understood') return sync.reasons['update-needed'];
  return state === 'sent' && isKept ? sync.outboxSent : keptWords(isKept, i18n);
}

/** What a queued change does, in the shopper's words. One of a newer version is named as that, never hidden. */
export function intentWords({ intent, title }: Pick<OutboxEntry, 'intent' | 'title'>, { t }: Pick<I18n, 't'>): string {
  const { kind, args } = intent;
  const words = t.sync.intents;
  const name = title ?? t.sync.aProduct;
  const quantity = Number(args['quantity'] ?? 1);
  const code = String(args['code'] ?? '');
  switch (kind) {
    case 'cart.add':
    case 'cart.set':
      return words[kind](quantity, name);
    case 'cart.remove':
    case 'wishlist.add':
    case 'wishlist.remove':
      return words[kind](name);
    case 'cart.promo.add':
    case 'cart.promo.remove':
      return words[kind](code);
    case 'contact.send':
      return words[kind](String(args['subject'] ?? '') || excerpt(String(args['message'] ?? ''), MOST_SHOWN));
    case 'review.write':
      return words[kind](name);
    default:
      return words.other;
  }
}

/** How much of a message is shown, so that two of them can be told apart. */
const MOST_SHOWN = 40;
