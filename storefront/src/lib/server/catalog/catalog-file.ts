import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { catalogProductSchema, taxonomySchema, type CatalogProduct } from 'sync/protocol';
import * as z from 'zod/mini';
import { isMissing, storeFile } from '../backend/store-file';
import { RegionCatalog, type CatalogHead } from './region-catalog';

/** Raised when the lines below change their meaning; a file of another version is ignored and fetched anew. */
const FILE_VERSION = 1;

const headSchema = z.object({
  version: z.literal(FILE_VERSION),
  products: z.int(),
  region: z.string(),
  currency: z.string(),
  pricesIncludeTax: z.boolean(),
  epoch: z.string(),
  cursor: z.string(),
  taxonomy: taxonomySchema,
});

/** Head in the first line, then one product a line: no string ever holds the whole catalog twice. */
export async function storeCatalog(path: string, catalog: RegionCatalog): Promise<void> {
  const head = { version: FILE_VERSION, products: catalog.size, ...catalog.head };
  const lines = [JSON.stringify(head)];
  for (const product of catalog.products()) lines.push(JSON.stringify(product));
  await storeFile(path, lines.join('\n'));
}

/** Undefined when there is no file, or none that this build can trust. */
export async function loadCatalog(path: string): Promise<RegionCatalog | undefined> {
  try {
    return await readCatalog(path);
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || error instanceof z.core.$ZodError) return undefined;
    throw error;
  }
}

async function readCatalog(path: string): Promise<RegionCatalog | undefined> {
  let head: (CatalogHead & { products: number }) | undefined;
  const products: CatalogProduct[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (head) products.push(z.parse(catalogProductSchema, JSON.parse(line)));
    else head = z.parse(headSchema, JSON.parse(line));
  }
  if (!head || head.products !== products.length) return undefined;
  const { region, currency, pricesIncludeTax, epoch, cursor, taxonomy } = head;
  return new RegionCatalog({ region, currency, pricesIncludeTax, epoch, cursor, taxonomy }, products);
}
