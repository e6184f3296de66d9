import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Taxonomy } from 'sync/protocol';
import { contentHash } from '../../../modules/catalog-feed/content-hash';
import type { CategoryTree } from './categories';

export async function readTaxonomy(knex: Knex, tree: CategoryTree): Promise<Taxonomy> {
  const { rows: collections } = await knex.raw<{ rows: Taxonomy['collections'] }>(
    'select handle, title from product_collection where deleted_at is null order by title, handle',
  );
  const categories = tree.visible.map((fact) => ({
    handle: fact.handle,
    name: fact.name,
    description: fact.description ?? '',
    parent: tree.path(fact.id).at(-2) ?? null,
    rank: fact.rank,
  }));
  return { hash: contentHash(JSON.stringify([categories, collections])), categories, collections };
}
