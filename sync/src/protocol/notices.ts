import type { Lane } from './intent.js';

type Line = { variantId: string; title: string; quantity: number };

/**
 * Why a form cannot be taken: `invalid` in what it says; a review of nobody who is signed in, of a product that was not bought or
 * is not sold; one that was stored and deleted since.
 */
export type FormRefusal = 'invalid' | 'not_signed_in' | 'not_bought' | 'unknown_product' | 'withdrawn';

/**
 * Notice kinds of this build and their `data`. A device shows a kind it does not know as a plain message, never hides it.
 * Titles are the product's and variant's as the server knew them then.
 *
 * - `lowered`        stock was not enough: the line went from `wanted` to `got`
 * - `gone`           the variant does not exist any more or is not published; its line left the cart
 * - `rejected`       an intent was not understandable (`code`, `mid`); the ones after it went on
 * - `promo_refused`  a promotion code does not exist, is over or does not fit this cart; it was taken out
 * - `cart_completed` an intent meant for a cart that has become an order meanwhile; it was not carried out
 * - `moved`          additions made to a cart that has become an order meanwhile; they are in the next cart
 * - `expired`        the cart was idle for so long that it was put away; the shopper may add its lines again
 * - `merged`         after signing in: lines that changed by taking, per variant, the larger quantity of both carts
 * - `restored`       the device had lost its data; the cart came back from the server
 * - `form_refused`   a form has arrived and cannot be taken (`code`, see `FormRefusal`); what was written comes back with it
 * - `rolled_back`    the shop was restored from a backup that is older than what these lines showed. Made on the device
 * - `price`          a price differs from the one the shopper last saw, in the currency's major unit. Made on the device
 * - `review`         nobody can say whether this intent took effect; the shopper decides. Made on the device
 */
export type NoticeData = {
  lowered: { variantId: string; title: string; wanted: number; got: number };
  gone: { variantId: string; title: string; quantity: number };
  rejected: { clientId: string; mid: number; code: string; message: string };
  promo_refused: { code: string };
  cart_completed: { clientId: string; mid: number; intent: { kind: string; args: Record<string, unknown> } };
  moved: { lines: number };
  expired: { lines: Line[] };
  merged: { lines: Array<{ variantId: string; title: string; from: number; to: number }> };
  restored: { lines: number };
  form_refused: {
    clientId: string;
    mid: number;
    code: FormRefusal;
    intent: { kind: string; args: Record<string, unknown> };
    /** What a review was about, where it is still sold. */
    product: { handle: string; title: string } | null;
  };
  rolled_back: { lane: Lane; lines: Array<{ variantId: string; title: string; from: number; to: number }> };
  price: { variantId: string; title: string; from: number; to: number; currency: string };
  review: { intent: { kind: string; args: Record<string, unknown> }; title: string | null };
};

export type NoticeKind = keyof NoticeData;
