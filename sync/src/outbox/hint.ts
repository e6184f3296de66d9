import type { CartLine } from '../protocol/sync-reply.js';
import type { LineHint } from './lane-state.js';

/** What was shown of a line, to go on showing it where the server does not describe it. */
export const hintOf = (line: CartLine): LineHint => ({
  productId: line.productId ?? '',
  productTitle: line.productTitle,
  productHandle: line.productHandle ?? '',
  variantTitle: line.variantTitle,
  image: line.image,
  unitPrice: line.unitPrice,
});
