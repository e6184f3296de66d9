/**
 * Notice kinds of this build and their `data`. A device shows a kind it does not know as a plain message, never hides it.
 *
 * - `lowered`   stock was not enough: the line went from `wanted` to `got`
 * - `gone`      the variant does not exist any more or is not published; its line left the cart
 * - `rejected`  an intent was not understandable (`code`, `mid`); the ones after it went on
 * - `restored`  the device had lost its data; the cart came back from the server
 */
export type NoticeData = {
  lowered: { variantId: string; title: string; wanted: number; got: number };
  gone: { variantId: string; title: string; quantity: number };
  rejected: { clientId: string; mid: number; code: string; message: string };
  restored: { lines: number };
};

export type NoticeKind = keyof NoticeData;
