import { search } from '@medusajs/framework/utils';
import { SEARCH_FIELDS, WEIGHTS, type SearchField } from 'sync/search/rules';

/** PostgreSQL knows four weights. The right-hand numbers are those by which its provider tells them apart. */
const POSTGRES_WEIGHTS = [
  { share: 1, label: 3 },
  { share: 0.4, label: 2 },
  { share: 0.2, label: 1.5 },
  { share: 0.1, label: 0.9 },
] as const;

const heaviest = Math.max(...Object.values(WEIGHTS));

/** The nearest of the four; the fraction keeps the order for engines that only know an order. */
export function weightOf(field: SearchField): number {
  const share = WEIGHTS[field] / heaviest;
  const [nearest] = POSTGRES_WEIGHTS.toSorted((a, b) => Math.abs(a.share - share) - Math.abs(b.share - share));
  return (nearest?.label ?? 1) + share / 20;
}

const wordsOf = (field: SearchField) =>
  search
    .text()
    .searchable({ weight: weightOf(field) })
    .retrievable(false);

/**
 * One document per catalog and product. Only `words` is searched: the fields of the device's index, as words that are already
 * comparable. Everything else is for filtering, counting, sorting and showing.
 */
export const productFields = search.define({
  /** `<product id>_<catalog>` */
  id: search.keyword().filterable(),
  product_id: search.keyword().filterable().facetable(),
  catalog: search.keyword().filterable().facetable(),
  /** What `/store/search` narrows by itself. */
  status: search.keyword().filterable().retrievable(false),
  sales_channel_ids: search.keyword().array().filterable().retrievable(false),
  handle: search.keyword().filterable(),
  title: search.keyword().sortable(),
  subtitle: search.keyword(),
  vendor: search.keyword().filterable().facetable(),
  categories: search.keyword().array().filterable().facetable(),
  collection: search.keyword().filterable().facetable(),
  tags: search.keyword().array().filterable().facetable(),
  /** `Colour: Moss` */
  options: search.keyword().array().filterable().facetable(),
  skus: search.keyword().array().filterable(),
  /** The lowest price of its variants as shoppers of this catalog see it. */
  price: search
    .float()
    .filterable()
    .sortable()
    .facetable({ types: ['range', 'stats'] }),
  currency: search.keyword().filterable(),
  is_reduced: search.boolean().filterable().facetable(),
  is_available: search.boolean().filterable().facetable(),
  rating: search
    .float()
    .filterable()
    .sortable()
    .facetable({ types: ['range'] }),
  created: search.date().filterable().sortable(),
  words: search.object(
    Object.fromEntries(SEARCH_FIELDS.map((field) => [field, wordsOf(field)])) as Record<
      SearchField,
      ReturnType<typeof wordsOf>
    >,
  ),
  /** Each of those words once: which of them a product must have is asked as a filter. */
  terms: search.keyword().array().filterable().retrievable(false),
  /** Between them the catalog is compared piece by piece, see `bucketOf`. */
  slot: search.integer().filterable().retrievable(false),
  /** Of everything above. */
  hash: search.keyword(),
});
