import { brotliDecompressSync } from 'node:zlib';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { query } from './medusa-cart';
import type { Shop } from './shop';

type Answer = { address: string; cacheControl: string; setsCookie: boolean; text: string };

/** Notes every page and every JSON answer that passes on the way to the browser, as a cache there would. */
export function noteAnswers({ network }: Shop): { answers: Answer[]; stop: () => void } {
  const answers: Answer[] = [];
  const stop = network.overhear(({ method, path, headers, body }) => {
    if (!/^(text\/html|application\/json)/.test(headers['content-type'] ?? '')) return;
    answers.push({
      address: `${method} ${path}`,
      cacheControl: headers['cache-control'] ?? '',
      setsCookie: headers['set-cookie'] !== undefined,
      text: headers['content-encoding'] === 'br' ? brotliDecompressSync(body).toString() : body.toString(),
    });
  });
  return { answers, stop };
}

/** Everything that names this person or opens what is theirs. Call it while they are signed in. */
export async function marksOf(email: string, context: BrowserContext, { database }: Shop): Promise<string[]> {
  const [customer] = await query<{ id: string }>(database.url, 'select id from customer where email = $1', [email]);
  if (!customer) throw new Error(`Nobody has the address ${email}.`);
  const carts = await query<{ id: string; medusa_cart_id: string | null }>(
    database.url,
    'select id, medusa_cart_id from sync_cart where owner = $1',
    [`c:${customer.id}`],
  );
  const cookies = (await context.cookies()).map(({ value }) => value).filter((value) => value.length >= 32);
  const ids = carts.flatMap(({ id, medusa_cart_id }) => [id, medusa_cart_id ?? id]);
  // The database of carts, of sessions and the device secret: fewer would mean that the search looks for too little.
  expect(ids.length).toBeGreaterThanOrEqual(2);
  expect(cookies.length).toBeGreaterThanOrEqual(3);
  return [...new Set([email, encodeURIComponent(email), customer.id, ...ids, ...cookies])];
}

/** Whatever a cache may keep and hand to somebody else names nobody and sets no cookie. */
export function expectNobodyIn(answers: Answer[], marks: string[]): void {
  const isPersonal = ({ setsCookie, text }: Answer) => setsCookie || marks.some((mark) => text.includes(mark));
  // The account's own answers were among them, and pages for everybody, so that the search has something to find.
  expect(answers.filter(isPersonal).length).toBeGreaterThan(0);
  expect(answers.filter(({ cacheControl }) => cacheControl.startsWith('public')).length).toBeGreaterThan(0);
  const leaks = answers.filter((answer) => isPersonal(answer) && !answer.cacheControl.includes('no-store'));
  expect(leaks.map(({ address, cacheControl }) => `${address}: ${cacheControl}`)).toEqual([]);
}

/** Where Cache Storage, and what the browser keeps by name and value, holds one of the marks. */
export const keptBy = (page: Page, marks: string[]): Promise<{ entries: number; found: string[] }> =>
  page.evaluate(async (sought) => {
    const found: string[] = [];
    let entries = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request, { ignoreVary: true });
        const headers = [...request.headers, ...(response?.headers ?? [])].flat().join('\n');
        const text = `${request.url}\n${headers}\n${(await response?.text()) ?? ''}`;
        entries++;
        for (const mark of sought) if (text.includes(mark)) found.push(`${name} ${request.url}: ${mark}`);
      }
    }
    return { entries, found };
  }, marks);
