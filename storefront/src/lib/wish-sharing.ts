import type { ProductCard } from 'sync/catalog';

/** How the own wishlist is shared. */
export type WishSharing = {
  /** Of the link; null where there is none. */
  token: string | null;
  /** Links from before a sign-in: they show what was on the list of the device then. */
  earlier: number;
};

/** The device says for whom it asks. */
export const PRINCIPAL_HEADER = 'x-satchel-principal';

export const SHARE_TOKEN = /^[A-Za-z0-9_-]{24}$/;

/** One variant on a list that somebody shares, in the region of the one who looks. */
export type SharedWish = {
  variantId: string;
  /** With price, stock and picture of the variant. */
  card: ProductCard;
  variantTitle: string | null;
};

export type SharedWishlist = {
  wishes: SharedWish[];
  /** How many more are not sold here, or not any more. */
  missing: number;
};
