import type { LineHint } from './outbox/lane-state.js';
import { parseIntent, type Intent } from './protocol/intent.js';
import type { NoticeKind } from './protocol/notices.js';
import type { Notice } from './protocol/sync-reply.js';

/**
 * What the shopper can do about a notice. `intents` is what it means; with none, putting the notice away is all it does.
 * `see-product` names the variant whose page helps; `edit` takes what was written back into its form.
 */
export type NoticeAction = {
  id: 'add-again' | 'undo' | 'do-again' | 'leave' | 'see-product' | 'edit';
  intents: readonly { intent: Intent; hint?: LineHint }[];
  variantId?: string;
};

type Data = Record<string, unknown>;

const actions: { [K in NoticeKind]: (data: Data) => NoticeAction[] } = {
  lowered: seeProduct,
  gone: () => [],
  rejected: () => [],
  promo_refused: () => [],
  // The same intent under a new uuid and for the cart that is open now.
  cart_completed: ({ intent }) => again('do-again', [intent]),
  moved: () => [],
  expired: ({ lines }) =>
    again(
      'add-again',
      listOf(lines).map(({ variantId, quantity }) => ({ kind: 'cart.add', args: { variantId, quantity } })),
    ),
  merged: ({ lines }) =>
    again(
      'undo',
      listOf(lines).map(({ variantId, from }) => ({ kind: 'cart.set', args: { variantId, quantity: from } })),
    ),
  restored: () => [],
  form_refused: ({ intent, product }) => (isForm(intent, product) ? [{ id: 'edit', intents: [] }] : []),
  // To what it was, not by how much: two devices of one customer may both be asked.
  rolled_back: ({ lane, lines }) =>
    again(
      'add-again',
      listOf(lines).map(({ variantId, from }) =>
        lane === 'wishlist'
          ? { kind: 'wishlist.add', args: { variantId } }
          : { kind: 'cart.set', args: { variantId, quantity: from } },
      ),
    ),
  price: seeProduct,
  review: ({ intent }) => {
    const doAgain = again('do-again', [intent]);
    return doAgain.length > 0 ? [...doAgain, { id: 'leave', intents: [] }] : [];
  },
};

/** Pure. A kind or data of a newer server offers nothing but to be put away. */
export function actionsOf({ kind, data }: Pick<Notice, 'kind' | 'data'>): NoticeAction[] {
  return Object.hasOwn(actions, kind) ? actions[kind as NoticeKind](data) : [];
}

function seeProduct({ variantId }: Data): NoticeAction[] {
  return typeof variantId === 'string' ? [{ id: 'see-product', intents: [], variantId }] : [];
}

/** Offered only when all of it makes sense: half an undo is worse than none. */
function again(id: NoticeAction['id'], drafts: readonly unknown[]): NoticeAction[] {
  const intents = drafts.map((draft) => {
    const { kind, args } = isRecord(draft) ? draft : {};
    const parsed = typeof kind === 'string' ? parseIntent(kind, args) : null;
    return parsed?.kind === 'intent' ? [{ intent: parsed.intent }] : [];
  });
  return intents.length > 0 && intents.every((made) => made.length > 0) ? [{ id, intents: intents.flat() }] : [];
}

/** The form of a review is found by its product. */
const isForm = (intent: unknown, product: unknown): boolean =>
  isRecord(intent) && (intent['kind'] === 'contact.send' || (intent['kind'] === 'review.write' && isRecord(product)));

const isRecord = (value: unknown): value is Data => typeof value === 'object' && value !== null;
const listOf = (value: unknown): Data[] =>
  Array.isArray(value) ? value.map((item) => (isRecord(item) ? item : {})) : [];
