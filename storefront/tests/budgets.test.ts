import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, freePort, startShop } from './support/built-shop';
import { startFakeBackend, type FakeBackend } from './support/fake-backend';
import { productNumbers } from './support/products';

type Budget = { scripts: number; scriptBytes: number; styleBytes: number; fontBytes: number };

/** What a page may ask for before it is alive: files, and bytes as they travel (brotli, without headers). */
const BUDGETS: Record<string, Budget> = {
  '/': { scripts: 10, scriptBytes: 64_600, styleBytes: 10_000, fontBytes: 73_000 },
  '/products': { scripts: 11, scriptBytes: 68_800, styleBytes: 10_000, fontBytes: 73_000 },
  '/p/satchel-1': { scripts: 10, scriptBytes: 69_600, styleBytes: 10_500, fontBytes: 73_000 },
  '/cart': { scripts: 12, scriptBytes: 72_200, styleBytes: 10_000, fontBytes: 73_000 },
};

let backend: FakeBackend;
let dataDirectory: string;
let shop: Awaited<ReturnType<typeof startShop>>;

beforeAll(async () => {
  await ensureBuilt('build');
  backend = await startFakeBackend({ products: productNumbers(30) });
  dataDirectory = await mkdtemp(join(tmpdir(), 'satchel-budgets-'));
  shop = await startShop({ port: await freePort(), backendUrl: backend.url, dataDirectory });
}, 180_000);

afterAll(async () => {
  await shop.kill();
  await backend.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

describe.each(Object.entries(BUDGETS))('%s', (path, budget) => {
  test('asks for no more than it may before it is alive', async () => {
    const files = await filesOf(path);
    const sum = (kind: string) => files.filter((file) => file.kind === kind).reduce((all, { bytes }) => all + bytes, 0);
    const asked: Budget = {
      scripts: files.filter(({ kind }) => kind === 'js').length,
      scriptBytes: sum('js'),
      styleBytes: sum('css'),
      fontBytes: sum('woff2'),
    };
    const over = (Object.keys(budget) as (keyof Budget)[]).filter((key) => asked[key] > budget[key]);
    const list = files.map(({ bytes, address }) => `${String(bytes).padStart(8)}  ${address}`).join('\n');
    expect(over, `${over.map((key) => `${key}: ${asked[key]} of ${budget[key]}`).join(', ')}\n${list}`).toEqual([]);
    expect(asked.scriptBytes).toBeGreaterThan(30_000);
  });
});

/** The files a page names in its head and its headers, largest first. */
async function filesOf(path: string): Promise<{ address: string; kind: string; bytes: number }[]> {
  const page = await fetch(shop.url + path);
  expect([path, page.status]).toEqual([path, 200]);
  const html = await page.text();
  const named = `${page.headers.get('link') ?? ''} ${html}`;
  const addresses = new Set(
    [...named.matchAll(/[\w./-]*\/(_app\/immutable\/[^"'>)\s]+\.(?:js|css|woff2))/g)].map(([, file]) => `/${file}`),
  );
  const files = await Promise.all(
    [...addresses].map(async (address) => {
      const answer = await fetch(shop.url + address, { headers: { 'accept-encoding': 'br' } });
      await answer.body?.cancel();
      return { address, kind: address.split('.').at(-1) ?? '', bytes: Number(answer.headers.get('content-length')) };
    }),
  );
  return files.sort((a, b) => b.bytes - a.bytes);
}

test('a hashed file carries no headers that only documents obey, and a page carries them', async () => {
  const page = await fetch(`${shop.url}/products`);
  const [script] = (await filesOf('/products')).filter(({ kind }) => kind === 'js');
  const file = await fetch(shop.url + (script?.address ?? ''));
  const forDocuments = ['x-frame-options', 'referrer-policy', 'permissions-policy', 'cross-origin-opener-policy'];
  expect(forDocuments.filter((name) => !page.headers.has(name))).toEqual([]);
  expect(forDocuments.filter((name) => file.headers.has(name))).toEqual([]);
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(file.headers.get('cross-origin-resource-policy')).toBe('same-origin');
});

test('the styles of what several pages share are in the build', async () => {
  const styles = (await filesOf('/products')).filter(({ kind }) => kind === 'css');
  const texts = await Promise.all(styles.map(async ({ address }) => (await fetch(shop.url + address)).text()));
  // Opens the filters where there is room for them, also without script.
  expect(texts.join('')).toContain('details-content');
});
