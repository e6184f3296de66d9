import type { LineHint, ViewLine, WishItem } from 'sync';

/** What is shown of a line until the shop confirms it, taken from where it stands now. Undefined: not enough is known of it. */
export function hintOfLine(line: ViewLine): LineHint | undefined {
  const { productId, productHandle, productTitle, variantTitle, image, unitPrice } = line;
  if (productId === null || productHandle === null) return undefined;
  return { productId, productHandle, productTitle, variantTitle, image, unitPrice };
}

export function hintOfWish({
  productId,
  handle,
  title,
  variantTitle,
  image,
  unitPrice,
}: WishItem): LineHint | undefined {
  if (productId === null || handle === null) return undefined;
  return { productId, productHandle: handle, productTitle: title, variantTitle, image, unitPrice };
}
