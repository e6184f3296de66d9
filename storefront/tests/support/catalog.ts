import { manifestSchema, shardSchema, type CatalogProduct } from 'sync/protocol';

/** The whole catalog of a region, as any device gets it. */
export async function readCatalog(shopUrl: string, region = 'eu'): Promise<CatalogProduct[]> {
  const manifest = manifestSchema.parse(await getJson(`${shopUrl}/catalog/${region}/manifest`));
  const shards = await Promise.all(
    manifest.shards.map(async ({ hash }) =>
      shardSchema.parse(await getJson(`${shopUrl}/catalog/${region}/shards/${hash}`)),
    ),
  );
  return shards.flatMap(({ products }) => products).sort((a, b) => a.handle.localeCompare(b.handle));
}

/** Products without a choice to make and with plenty in stock. */
export function simpleProducts(catalog: readonly CatalogProduct[]): CatalogProduct[] {
  return catalog.filter(
    ({ variants }) => variants.length === 1 && variants[0]?.availability === 'in' && variants[0].price !== null,
  );
}

async function getJson(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
