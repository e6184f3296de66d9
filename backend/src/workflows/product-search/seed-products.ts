import type { MedusaContainer, SearchTypes } from '@medusajs/framework/types';
import { CatalogFeedService } from '../../modules/catalog-feed/service';
import { ProductSearchService } from '../../modules/product-search/service';
import { documentIdOf, toIndexDocument, type CatalogFacts } from '../../modules/product-search/to-index-document';
import { factsOf } from './catalog-facts';

const AT_ONCE = 200;
/** A document that was written in a transaction bears the time that began. */
const LONGEST_WRITE_MS = 60_000;

/** All documents in the order of their ids; for the second pass what changed since, and what has gone. */
export async function* seedProducts(
  container: MedusaContainer,
  { last_key: lastKey, catchup }: Pick<SearchTypes.SearchSeedContext, 'last_key' | 'catchup'>,
): AsyncGenerator<SearchTypes.SearchMutation[]> {
  // Medusa seeds while it still loads modules, so ours cannot be asked for by name yet; their tables are there.
  const dependencies = { __pg_connection__: container.resolve('__pg_connection__') };
  const feed = new CatalogFeedService(dependencies);
  const salesChannelIds = await new ProductSearchService(dependencies).salesChannelIds();
  const facts = new Map<string, CatalogFacts | null>();
  const factsAbout = async (catalog: string): Promise<CatalogFacts | null> => {
    const known = facts.get(catalog);
    if (known !== undefined) return known;
    const head = await feed.head(catalog);
    const read = head && factsOf(catalog, head, salesChannelIds);
    facts.set(catalog, read);
    return read;
  };

  const changedSince = catchup ? new Date(catchup.since.getTime() - LONGEST_WRITE_MS) : null;
  let after = lastKey ?? null;
  for (;;) {
    const rows = await feed.pageOfDocuments({ after, changedSince, limit: AT_ONCE });
    const documents: SearchTypes.SearchDocument[] = [];
    const gone: string[] = [];
    for (const { productId, catalog, product } of rows) {
      const made = await factsAbout(catalog);
      if (product && made) documents.push(toIndexDocument(product, made));
      else gone.push(documentIdOf(productId, catalog));
    }
    if (documents.length > 0) yield [{ action: 'upsert', documents }];
    if (gone.length > 0) yield [{ action: 'delete', filters: { id: gone } }];
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = documentIdOf(last.productId, last.catalog);
  }
}
