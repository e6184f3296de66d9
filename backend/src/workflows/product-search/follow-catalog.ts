import type { ISearchModuleService, Logger } from '@medusajs/framework/types';
import { decodeCursor } from '../../modules/catalog-feed/cursor';
import type { CatalogFeedService } from '../../modules/catalog-feed/service';
import type { Followed, ProductSearchService } from '../../modules/product-search/service';
import { documentIdOf, toIndexDocument } from '../../modules/product-search/to-index-document';
import { madeWithOf, makingOf, type Making, type MakingSource } from './catalog-facts';

export const INDEX = 'product';

export type FollowDeps = {
  feed: CatalogFeedService;
  search: ISearchModuleService;
  productSearch: ProductSearchService;
  logger: Logger;
};

const CHANGES_AT_ONCE = 200;

/** `lost`: the index cannot get there by changes, the whole catalog has to be compared. */
export type FollowResult = { kind: 'followed'; changes: number } | { kind: 'lost' };

/**
 * Takes what the feed says has changed into the index. How far it is, is written after the documents are: a crash in between means that
 * the same is written again.
 */
export async function followCatalog(
  { feed, search, productSearch }: FollowDeps,
  catalog: string,
  { followed, source }: { followed: Followed | undefined; source: MakingSource },
): Promise<FollowResult> {
  if (!followed) return { kind: 'lost' };
  const { madeWith } = followed;
  let { cursor } = followed;
  let making: Making | undefined;
  let changes = 0;
  for (;;) {
    const from = decodeCursor(cursor);
    if (!from) return { kind: 'lost' };
    const answer = await feed.changes(catalog, from, CHANGES_AT_ONCE);
    if (answer.kind !== 'found' || madeWithOf(answer.taxonomy, source) !== madeWith) return { kind: 'lost' };
    const { upserts, tombstones, more } = answer;
    if (upserts.length > 0 || tombstones.length > 0) {
      making ??= await makingNow(feed, catalog, source);
      // Names may have changed between the two looks at the feed.
      if (making?.madeWith !== madeWith) return { kind: 'lost' };
      await write({ search, productSearch }, making, answer);
      changes += upserts.length + tombstones.length;
    }
    if (answer.cursor !== cursor) await productSearch.saveFollowed(catalog, { cursor: answer.cursor, madeWith });
    cursor = answer.cursor;
    if (!more) return { kind: 'followed', changes };
  }
}

async function makingNow(feed: CatalogFeedService, catalog: string, source: MakingSource): Promise<Making | undefined> {
  const head = await feed.head(catalog);
  return head ? makingOf(catalog, head, source) : undefined;
}

async function write(
  { search, productSearch }: Pick<FollowDeps, 'search' | 'productSearch'>,
  { facts }: Making,
  { upserts, tombstones }: { upserts: Parameters<typeof toIndexDocument>[0][]; tombstones: string[] },
): Promise<void> {
  const documents = upserts.map((product) => toIndexDocument(product, facts));
  await productSearch.noteWords(facts.catalog, new Set(documents.flatMap(({ terms }) => terms)));
  if (documents.length > 0) await search.upsertDocuments({ index: INDEX, documents });
  if (tombstones.length > 0) {
    const id = tombstones.map((productId) => documentIdOf(productId, facts.catalog));
    await search.deleteDocuments({ index: INDEX, filters: { id } });
  }
}
