import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { openTestStack, type TestDatabase, type TestServer, type TestStack } from 'launch/test-stack';
import sharp from 'sharp';
import type { CatalogProduct } from 'sync/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAdmin, type AdminApi } from '../admin-api.ts';
import { openReader, type FeedReader } from '../catalog-feed/reader.ts';

const BACKEND = join(import.meta.dirname, '../..');
/** The real export, with a host in place of Shopify's that no network can reach. */
const APPAREL = readFileSync(join(BACKEND, 'src/import/fixtures/shopify-apparel.csv'), 'utf8').replaceAll(
  'https://burst.shopifycdn.com',
  'https://pictures.invalid',
);
const COLUMNS = APPAREL.slice(0, APPAREL.indexOf('\n')).trim().split(',');
const SCRIPT_MS = 120_000;

let stack: TestStack;
let database: TestDatabase;
let backend: TestServer;
let admin: AdminApi;
let reader: FeedReader;
let pictures: Server;
let picturesUrl: string;

beforeAll(async () => {
  stack = await openTestStack();
  database = await stack.createDatabase();
  backend = await stack.startBackend({ database });
  admin = await signInAdmin(backend.url, stack.admin);
  reader = await openReader(backend.url, 'eu');
  const png = await sharp({ create: { width: 30, height: 40, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  pictures = createServer((request, response) => {
    if (request.url === '/front.png') response.writeHead(200, { 'content-type': 'image/png' }).end(png);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(pictures, 'listening');
  const address = pictures.address();
  if (address === null || typeof address === 'string') throw new Error('The picture server has no port.');
  picturesUrl = `http://127.0.0.1:${address.port}`;
});

afterAll(async () => {
  pictures?.close();
  await stack?.close();
});

test('a real export comes in once, beside rows that cannot', { timeout: 5 * SCRIPT_MS }, async () => {
  const more = [
    ...tee({ M: { price: '55', quantity: '7' } }),
    row({ Handle: 'import-draft', Title: 'Draft', Published: 'false', ...SINGLE, 'Variant Price': '9.99' }),
    row({ Handle: 'import-bad', Title: 'Bad', ...SINGLE, 'Variant Price': 'cheap' }),
    row({ Handle: 'import-taken', Title: 'Taken', ...SINGLE, 'Variant Price': '5', 'Variant SKU': await anySku() }),
  ];
  const file = write('catalog.csv', more);

  const dry = await runImport(file, '--dry-run');
  expect(dry.output).toMatch(/Dry run.* 22 created, 0 updated, 0 unchanged, 2 skipped; 2 problems/);
  expect(await countImported()).toBe(0);

  const first = await runImport(file);
  expect(first.output).toMatch(' 22 created, 0 updated, 0 unchanged, 2 skipped; 2 problems, 21 unreachable pictures');
  expect(first.output).toMatch(/line 27 \(import-bad\) not_a_number/);
  expect(first.output).toMatch(/line 28 \(import-taken\) duplicate_sku/);
  expect(first.output).toMatch('pictures.invalid cannot be reached');
  expect(first.code).toBe(0);

  const second = await runImport(file);
  expect(second.output).toMatch(' 0 created, 0 updated, 22 unchanged, 2 skipped; 2 problems, 21 unreachable pictures');
  expect(await countImported()).toBe(22);

  await reader.until(() => inFeed('led-high-tops') !== undefined && inFeed('import-tee') !== undefined);
  expect(inFeed('classic-varsity-top')).toMatchObject({
    title: 'Classic Varsity Top',
    vendor: 'partners-demo',
    tags: ['women'],
    options: [{ title: 'Size', values: ['Small', 'Medium', 'Large'] }],
    variants: [{ price: 60, compareAt: null, availability: 'in' }, { title: 'Medium' }, { title: 'Large' }],
  });
  expect(inFeed('import-draft')).toBeUndefined();
  await reader.until(() => inFeed('import-tee')?.variants[1]?.compareAt === null);
  expect(inFeed('import-tee')).toMatchObject({
    description: 'Soft & light',
    images: [{ alt: 'Front', width: 30, height: 40, color: '#336699' }],
    variants: [
      { title: 'S', sku: 'IMPORT-S', price: 50, compareAt: 60, availability: 'low:4' },
      { title: 'M', sku: 'IMPORT-M', price: 55, compareAt: null, availability: 'in' },
    ],
  });
  const picture = await fetch(`${backend.url}/static/${inFeed('import-tee')?.images[0]?.key}`);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);

  // Two of S are sold meanwhile; the new file says nothing new about S, but puts M on sale, adds L and drops nothing.
  await admin.post(`/inventory-items/${await itemOf('IMPORT-S')}/location-levels/${await locationOf('IMPORT-S')}`, {
    stocked_quantity: 2,
  });
  const changed = write('changed.csv', [
    ...tee({ M: { price: '40', compareAt: '55', quantity: '0' }, L: { price: '60', quantity: '3' } }),
    row({ Handle: 'import-draft', Title: 'Draft no more', Published: 'true', ...SINGLE, 'Variant Price': '9.99' }),
  ]);
  const third = await runImport(changed);
  expect(third.output).toMatch(' 0 created, 2 updated, 20 unchanged, 0 skipped; 0 problems');
  await reader.until(
    () => inFeed('import-draft')?.title === 'Draft no more' && inFeed('import-tee')?.variants[1]?.price === 40,
  );
  await reader.until(() => inFeed('import-tee')?.variants[2]?.availability === 'low:3');
  expect(inFeed('import-tee')?.variants).toMatchObject([
    { title: 'S', price: 50, compareAt: 60, availability: 'low:2' },
    { title: 'M', price: 40, compareAt: 55, availability: 'out' },
    { title: 'L', price: 60, compareAt: null, availability: 'low:3' },
  ]);
});

test('a file of which nothing can come in is a failure', { timeout: SCRIPT_MS }, async () => {
  const file = join(database.dataDir, 'orders.csv');
  writeFileSync(file, 'Name,Email\n#1001,a@b.example\n');
  const { code, output } = await runImport(file);
  expect(output).toMatch('the header has no "Handle", "Title", "Variant Price"');
  expect(code).toBe(1);
});

const SINGLE = { 'Option1 Name': 'Title', 'Option1 Value': 'Default Title' };

type Size = { price: string; quantity: string; compareAt?: string };

function tee(sizes: Record<string, Size>): string[] {
  const size = (name: string, { price, quantity, compareAt = '' }: Size) => ({
    Handle: 'import-tee',
    'Option1 Value': name,
    'Variant SKU': `IMPORT-${name}`,
    'Variant Inventory Tracker': 'shopify',
    'Variant Inventory Qty': quantity,
    'Variant Inventory Policy': 'deny',
    'Variant Price': price,
    'Variant Compare At Price': compareAt,
  });
  const first = {
    ...size('S', { price: '50', compareAt: '60', quantity: '4' }),
    Title: 'Import Tee',
    'Body (HTML)': '<p>Soft &amp; light</p>',
    Published: 'true',
    'Option1 Name': 'Size',
    'Image Src': `${picturesUrl}/front.png`,
    'Image Alt Text': 'Front',
  };
  const missing = { Handle: 'import-tee', 'Image Src': `${picturesUrl}/missing.png`, 'Image Position': '2' };
  const others = Object.entries(sizes).map(([name, one], index) =>
    row({ ...size(name, one), ...(index === 0 && missing) }),
  );
  return [row(first), ...others];
}

const row = (cells: Record<string, string>): string => COLUMNS.map((name) => cells[name] ?? '').join(',');

function write(name: string, rows: string[]): string {
  const file = join(database.dataDir, name);
  writeFileSync(file, [APPAREL.trimEnd(), ...rows].join('\n'));
  return file;
}

/** The command itself, beside the backend that runs. */
function runImport(...args: string[]): Promise<{ code: number; output: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LOG_LEVEL: 'warn',
    SATCHEL_MODE: 'embedded',
    DATABASE_URL: database.url,
    SATCHEL_DATA_DIR: database.dataDir,
    BACKEND_URL: backend.url,
    STORE_CORS: backend.url,
    ADMIN_CORS: backend.url,
    AUTH_CORS: backend.url,
    JWT_SECRET: 'signs tokens of tests, and of nothing else',
    COOKIE_SECRET: 'signs cookies of tests, and of nothing else',
    DISABLE_MEDUSA_ADMIN: 'true',
    NODE_COMPILE_CACHE: join(BACKEND, '../.satchel/test/compile-cache'),
  };
  const command = ['--run', 'import:shopify', '--', '--allow-private-hosts', ...args];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      command,
      { cwd: BACKEND, env, timeout: SCRIPT_MS },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

const inFeed = (handle: string): CatalogProduct | undefined =>
  [...reader.products.values()].find((product) => product.handle === handle);

type Variant = {
  sku: string;
  inventory_items: { inventory_item_id: string; inventory: { location_levels: { location_id: string }[] } }[];
};

async function variantOf(sku: string): Promise<Variant | undefined> {
  const fields = 'sku,inventory_items.inventory_item_id,inventory_items.inventory.location_levels.location_id';
  const { variants } = await admin.get<{ variants: Variant[] }>(`/product-variants?sku=${sku}&fields=${fields}`);
  return variants[0];
}

const itemOf = async (sku: string) => (await variantOf(sku))?.inventory_items[0]?.inventory_item_id;
const locationOf = async (sku: string) =>
  (await variantOf(sku))?.inventory_items[0]?.inventory.location_levels[0]?.location_id;

async function anySku(): Promise<string> {
  const { variants } = await admin.get<{ variants: { sku: string }[] }>('/product-variants?limit=1&fields=sku');
  return variants[0]?.sku ?? '';
}

async function countImported(): Promise<number> {
  const { products } = await admin.get<{ products: { metadata: Record<string, unknown> | null }[] }>(
    '/products?limit=1000&fields=metadata',
  );
  return products.filter(({ metadata }) => metadata?.shopifyImport !== undefined).length;
}
