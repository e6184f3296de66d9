import type { CartLine, CartSnapshot, CartTotals } from 'sync/protocol';
import type { ReplyState } from '../../modules/sync/reply-state';
import { imageKeyOf } from './image-key';

/** What Medusa's cart says about a line. */
export type PricedItem = {
  variantId: string;
  quantity: number;
  unitPrice: number;
  total: number;
  productId: string | null;
  productTitle: string;
  productHandle: string | null;
  variantTitle: string | null;
  thumbnail: string | null;
};

export type PricedCart = {
  currency: string;
  items: PricedItem[];
  totals: CartTotals;
  isCompleted: boolean;
  /** What each code takes off. */ discounts: ReadonlyMap<string, number>;
};

/** Names of a variant that has no line in Medusa's cart yet. */
export type VariantNames = Pick<
  PricedItem,
  'productId' | 'productTitle' | 'productHandle' | 'variantTitle' | 'thumbnail'
>;

/**
 * Quantities are ours, words and prices are Medusa's. Totals are only said when they belong to exactly these lines: a sum
 * that does not match what stands above it is worse than none.
 */
export function buildSnapshot(
  state: Pick<ReplyState, 'dirty' | 'lines' | 'promos'> & { region: string },
  cart: PricedCart | null,
  names: ReadonlyMap<string, VariantNames>,
): CartSnapshot {
  const items = new Map(cart?.items.map((item) => [item.variantId, item]));
  const isMirrored =
    items.size === state.lines.length &&
    (cart?.items.length ?? 0) === items.size &&
    state.lines.every(({ variantId, quantity }) => items.get(variantId)?.quantity === quantity);
  const settled = !state.dirty && isMirrored;
  return {
    region: state.region,
    lines: state.lines.map((line) =>
      toLine(line, items.get(line.variantId), names.get(line.variantId), cart?.currency),
    ),
    promotions: state.promos.map((code) => ({
      code,
      amount: settled && cart ? { amount: cart.discounts.get(code) ?? 0, currency: cart.currency } : null,
    })),
    totals: settled && cart ? cart.totals : null,
    settled,
  };
}

function toLine(
  { variantId, quantity, rev }: ReplyState['lines'][number],
  item: PricedItem | undefined,
  names: VariantNames | undefined,
  currency: string | undefined,
): CartLine {
  const words = item ?? names;
  const price = (amount: number | undefined) =>
    amount === undefined || currency === undefined ? null : { amount, currency };
  return {
    variantId,
    quantity,
    rev,
    productId: words?.productId ?? null,
    productTitle: words?.productTitle ?? '',
    productHandle: words?.productHandle ?? null,
    variantTitle: words?.variantTitle ?? null,
    image: imageKeyOf(words?.thumbnail ?? null),
    unitPrice: price(item?.unitPrice),
    total: price(item?.quantity === quantity ? item.total : undefined),
  };
}
