import type { CardFilters, Facets } from 'sync/catalog';
import type { CatalogProduct } from 'sync/protocol';

/** What is needed of a catalog. The same product has its options, and each its values, in the same order in every language. */
type Words = {
  products(): Iterable<CatalogProduct>;
  productById(id: string): CatalogProduct | undefined;
};
type Choice = { title: string; value: string };

/**
 * Options in an address are in the words of its page. One that comes from a page in another language is said anew in the words
 * of this catalog; undefined where there is nothing to say anew. What no catalog knows stays, for the page to show.
 */
export function translateFilters(
  { options = {}, ...filters }: CardFilters,
  facets: Facets | undefined,
  own: Words,
  others: () => readonly Words[],
): CardFilters | undefined {
  const asked = Object.entries(options).flatMap(([title, values]) => values.map((value) => ({ title, value })));
  // Whatever finds something is known, so catalogs are searched for what finds nothing only.
  const found = (facets?.options ?? []).map(({ title, values }) => ({ title, values: new Set(values.map(valueOf)) }));
  const finds = ({ title, value }: Choice) => found.some((facet) => facet.title === title && facet.values.has(value));
  if (!facets || asked.every(finds)) return undefined;

  const meant = asked.map((choice) => (finds(choice) ? choice : (sayAnew(choice, own, others()) ?? choice)));
  if (meant.every((choice, index) => choice === asked[index])) return undefined;
  const byTitle = Map.groupBy(meant, ({ title }) => title);
  return {
    ...filters,
    options: Object.fromEntries([...byTitle].map(([title, choices]) => [title, [...new Set(choices.map(valueOf))]])),
  };
}

const valueOf = ({ value }: { value: string }): string => value;

function sayAnew(choice: Choice, own: Words, others: readonly Words[]): Choice | undefined {
  for (const product of own.products()) if (placeOf(product, choice)) return undefined;
  for (const other of others) {
    for (const product of other.products()) {
      const place = placeOf(product, choice);
      const option = place && own.productById(product.id)?.options[place.option];
      const value = option?.values[place?.value ?? -1];
      if (option && value !== undefined) return { title: option.title, value };
    }
  }
  return undefined;
}

function placeOf({ options }: CatalogProduct, { title, value }: Choice): { option: number; value: number } | undefined {
  const option = options.findIndex((one) => one.title === title);
  const at = options[option]?.values.indexOf(value) ?? -1;
  return at === -1 ? undefined : { option, value: at };
}
