type Named = {
  title?: string | null | undefined;
  product?: { variants?: readonly unknown[] | null | undefined } | null | undefined;
};

type Labelled = Named & {
  options?:
    | ReadonlyArray<{ value?: string | null | undefined; option?: { title?: string | null | undefined } | null }>
    | null
    | undefined;
};

/** What the query engine must be asked for so that `variantLabel` can say it. */
export const LABEL_FIELDS = ['title', 'product.variants.id', 'options.value', 'options.option.title'];

/** Medusa's own name for a variant that nobody named. */
const UNNAMED = 'Default variant';

/** What tells a variant from the others of its product; null for an only one, whose name tells a shopper nothing. */
export function variantName({ title, product }: Named): string | null {
  if (!title || title === UNNAMED || product?.variants?.length === 1) return null;
  return title;
}

/** The name as a shopper reads it apart from its product, where a lone "4" could be anything: "Size: 4". */
export function variantLabel(variant: Labelled): string | null {
  const name = variantName(variant);
  const [only, ...more] = variant.options ?? [];
  if (!name || !only?.option?.title || more.length > 0 || only.value !== name) return name;
  return `${only.option.title}: ${name}`;
}
