/**
 * Notice kinds of this build and their `data`. A device shows a kind it does not know as a plain message, never hides it.
 *
 * - `lowered`   stock was not enough: the line went from `wanted` to `got`
 * - `gone`      the variant does not exist any more or is not published; its line left the cart
 * - `rejected`  an intent was not understandable (`code`, `mid`); the ones after it went on
 * - `restored`  the device had lost its data; the cart came back from the server
 * - `review`    a copy of this device was at work, so nobody can say whether this intent took effect; the shopper decides. Made on the device
 */
export type NoticeData = {
  lowered: { variantId: string; title: string; wanted: number; got: number };
  gone: { variantId: string; title: string; quantity: number };
  rejected: { clientId: string; mid: number; code: string; message: string };
  restored: { lines: number };
  review: { intent: { kind: string; args: Record<string, unknown> }; title: string | null };
};

export type NoticeKind = keyof NoticeData;
