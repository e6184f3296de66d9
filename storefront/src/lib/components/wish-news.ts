import type { WishItem } from 'sync';
import type { Availability, Money } from 'sync/protocol';

/** What the catalog on this device says of a wished variant today. */
export type WishedToday = { price: number | null; availability: Availability };

export type WishNews = {
  /** Today's price of one piece; null where it is not known, or not sold. */
  price: Money | null;
  /** What it cost when it was wished for, where it costs less today. */
  was: Money | null;
  /** It was sold out when it was wished for, and is there again. */
  isBack: boolean;
  isOut: boolean;
};

/** What has changed since a wish was made. The device's catalog knows best, with or without a signal; else the last word of the shop. */
export function newsOf({ unitPrice, wished }: WishItem, today: WishedToday | undefined, currency: string): WishNews {
  const price = today ? (today.price !== null ? { amount: today.price, currency } : null) : unitPrice;
  const before = wished?.price ?? null;
  const isCheaper =
    price !== null && before !== null && before.currency === price.currency && price.amount < before.amount;
  const isOut = today?.availability === 'out';
  return {
    price,
    was: isCheaper ? before : null,
    isBack: wished?.isOut === true && today !== undefined && today.price !== null && !isOut,
    isOut,
  };
}
