import type { CatalogProduct } from 'sync/protocol';
import { readShard, type Feed } from './feed';
import { RegionCatalog } from './region-catalog';
import type { ShardStore } from './shard-store';

const PARALLEL = 4;

/** Reads the whole snapshot. Whatever changes meanwhile comes with the changes after the manifest's cursor. */
export async function installCatalog(feed: Feed, shards: ShardStore, signal: AbortSignal): Promise<RegionCatalog> {
  const manifest = await feed.manifest(signal);
  const products: CatalogProduct[] = [];
  for (let at = 0; at < manifest.shards.length; at += PARALLEL) {
    const files = await Promise.all(
      manifest.shards.slice(at, at + PARALLEL).map(({ hash }) => shards.get(hash, signal)),
    );
    for (const file of files) products.push(...readShard(file).products);
  }
  const { region, currency, pricesIncludeTax, epoch, cursor, taxonomy } = manifest;
  return new RegionCatalog({ region, currency, pricesIncludeTax, epoch, cursor, taxonomy }, products);
}
