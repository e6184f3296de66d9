import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { DeliveryTerms, Taxonomy } from 'sync/protocol';
import { contentHash } from '../../../modules/catalog-feed/content-hash';
import type { FeedRegion } from '../../../modules/catalog-feed/types';
import type { CategoryTree } from './categories';
import { readDelivery } from './delivery';
import { textOf, translateCategories, type Lexicon } from './translations';

type CollectionFact = { id: string; handle: string; title: string; metadata: Record<string, unknown> | null };
type Collection = Taxonomy['collections'][number];

/** Catalog key → taxonomy, in the language of the catalog and with what its region charges for delivery. */
export async function readTaxonomies(
  knex: Knex,
  regions: readonly FeedRegion[],
  tree: CategoryTree,
  lexicons: ReadonlyMap<string, Lexicon>,
): Promise<ReadonlyMap<string, Taxonomy>> {
  const { rows: collections } = await knex.raw<{ rows: CollectionFact[] }>(
    'select id, handle, title, metadata from product_collection where deleted_at is null order by title, handle',
  );
  const delivery = await readDelivery(knex);
  return new Map(
    regions.map(({ slug, language, regionId }) => {
      const lexicon: Lexicon = (language !== null && lexicons.get(language)) || new Map();
      const said = collections.map((fact) => toCollection(fact, language, lexicon));
      return [slug, toTaxonomy(translateCategories(tree, lexicon), said, delivery.get(regionId))];
    }),
  );
}

/** Collections keep the order of the merchant's words in every language: the first one is featured. */
function toTaxonomy(tree: CategoryTree, collections: Collection[], delivery: DeliveryTerms | undefined): Taxonomy {
  const categories = tree.visible.map((fact) => ({
    handle: fact.handle,
    name: fact.name,
    description: fact.description ?? '',
    parent: tree.path(fact.id).at(-2) ?? null,
    rank: fact.rank,
  }));
  const said = { categories, collections, ...(delivery && { delivery }) };
  return { hash: contentHash(JSON.stringify(said)), ...said };
}

/**
 * Medusa's collections have no description, so it is written into their metadata: `description`, and `description_de` for the
 * German of it. Medusa translates no metadata either.
 */
export function toCollection(
  { id, handle, title, metadata }: CollectionFact,
  language: string | null,
  lexicon: Lexicon,
): Collection {
  const names = [...(language === null ? [] : [`description_${language}`]), 'description'];
  const description = names
    .map((name) => metadata?.[name])
    .find((text) => typeof text === 'string' && text.trim() !== '');
  return {
    handle,
    title: textOf(lexicon, id, 'title') ?? title,
    ...(typeof description === 'string' && { description: description.trim() }),
  };
}
