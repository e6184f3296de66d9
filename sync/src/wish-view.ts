import { fold } from './outbox/fold.js';
import type { Base } from './outbox/lane-state.js';
import type { Money, Wished } from './protocol/sync-reply.js';
import { describe, hintsOf, touchedBy, type PendingIntent } from './view.js';

export type WishItem = {
  variantId: string;
  productId: string | null;
  title: string;
  variantTitle: string | null;
  image: string | null;
  handle: string | null;
  unitPrice: Money | null;
  /** What it was worth when it was wished for; null where nobody has noted it. */
  wished: Wished | null;
  /** Not acknowledged yet. */
  pending: boolean;
};

export type WishView = {
  /** In the order they were wished for. */
  items: WishItem[];
};

/** The wishlist as the shopper sees it: the last server state and everything pending on top. Pure; never stored. */
export function viewWishes(base: Base | null, pending: readonly PendingIntent[]): WishView {
  const known = new Map((base?.snapshot.lines ?? []).map((line) => [line.variantId, line]));
  const hints = hintsOf(base, pending);
  const touched = touchedBy(pending, 'variantId');
  return {
    items: [...fold('wishlist', base, pending).lines.keys()].map((variantId) => {
      const line = describe(variantId, known.get(variantId), hints.get(variantId));
      const hinted = hints.get(variantId)?.unitPrice;
      const isPending = touched.has(variantId);
      // A wish that is made anew begins anew, whatever the server still says of the old one.
      const wished = isPending ? hinted && { price: hinted, isOut: false } : known.get(variantId)?.wished;
      return {
        variantId,
        productId: line.productId,
        title: line.productTitle,
        variantTitle: line.variantTitle,
        image: line.image,
        handle: line.productHandle,
        unitPrice: line.unitPrice,
        wished: wished ?? null,
        pending: isPending,
      };
    }),
  };
}
