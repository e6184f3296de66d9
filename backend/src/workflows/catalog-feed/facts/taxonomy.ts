import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Taxonomy } from 'sync/protocol';
import { contentHash } from '../../../modules/catalog-feed/content-hash';
import type { CategoryTree } from './categories';
import { textOf, translateCategories, type Lexicon } from './translations';

type CollectionFact = { id: string } & Taxonomy['collections'][number];

/** Language → taxonomy, the merchant's own words under null. */
export async function readTaxonomies(
  knex: Knex,
  tree: CategoryTree,
  lexicons: ReadonlyMap<string, Lexicon>,
): Promise<ReadonlyMap<string | null, Taxonomy>> {
  const { rows: collections } = await knex.raw<{ rows: CollectionFact[] }>(
    'select id, handle, title from product_collection where deleted_at is null order by title, handle',
  );
  const translated = [...lexicons].map(([language, lexicon]): [string, Taxonomy] => [
    language,
    toTaxonomy(
      translateCategories(tree, lexicon),
      collections.map((fact) => ({ ...fact, title: textOf(lexicon, fact.id, 'title') ?? fact.title })),
    ),
  ]);
  return new Map<string | null, Taxonomy>([[null, toTaxonomy(tree, collections)], ...translated]);
}

/** Collections keep the order of the merchant's words in every language: the first one is featured. */
function toTaxonomy(tree: CategoryTree, facts: readonly CollectionFact[]): Taxonomy {
  const collections = facts.map(({ handle, title }) => ({ handle, title }));
  const categories = tree.visible.map((fact) => ({
    handle: fact.handle,
    name: fact.name,
    description: fact.description ?? '',
    parent: tree.path(fact.id).at(-2) ?? null,
    rank: fact.rank,
  }));
  return { hash: contentHash(JSON.stringify([categories, collections])), categories, collections };
}
