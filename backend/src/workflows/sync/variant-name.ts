type Named = {
  title?: string | null | undefined;
  product?: { variants?: readonly unknown[] | null | undefined } | null | undefined;
};

/** Medusa's own name for a variant that nobody named. */
const UNNAMED = 'Default variant';

/** What tells a variant from the others of its product; null for an only one, whose name tells a shopper nothing. */
export function variantName({ title, product }: Named): string | null {
  if (!title || title === UNNAMED || product?.variants?.length === 1) return null;
  return title;
}
