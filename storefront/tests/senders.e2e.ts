import type { BrowserContext, Page, Request } from '@playwright/test';
import type { PageSyncRequest } from 'sync/protocol';
import { newestMedusaCartId, readMedusaCart } from './support/medusa-cart';
import { addPieces, unlimitedProduct } from './support/powers';
import { expect, outboxBadge, sendNow, test, waitUntilOnDevice, type Shop } from './support/shop';
import { cartLink } from './support/shopper';
import { reachWorker, runningWorker } from './support/worker';

test.use({ isNetworkCut: true });
test.afterEach(async ({ shop }) => shop.network.set({ mode: 'up' }));

const SYNC = { path: '/api/sync', method: 'POST' };
/** Longer than any holder of the drain lock can need, see LOCK_PATIENCE_MS in sync. */
const PAST_THE_LOCK_MS = 36_000;

const shows = (page: Page, pieces: number) => expect(cartLink(page, pieces)).toBeVisible(SLOW);

const inMedusa = (shop: Shop) => expect.poll(async () => readMedusaCart(shop, await newestMedusaCartId(shop)), SLOW);
const SLOW = { timeout: 60_000 };

const uuidsIn = (body: string | null): string[] =>
  body === null ? [] : (JSON.parse(body) as PageSyncRequest).mutations.map(({ uuid }) => uuid);

/** uuids of the intents that have left this page. */
function sentBy(page: Page): Set<string> {
  const sent = new Set<string>();
  page.on('request', (request: Request) => {
    if (request.url().endsWith(SYNC.path)) for (const uuid of uuidsIn(request.postData())) sent.add(uuid);
  });
  return sent;
}

declare const bodiesSent: string[];

/** In the worker: no Web Locks from now on, and a note of what it sends. */
async function unlockWorker(context: BrowserContext): Promise<() => Promise<string[]>> {
  const worker = runningWorker(context);
  await worker.evaluate(() => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
    const bodies: string[] = [];
    const send = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      if (input === '/api/sync' && typeof init?.body === 'string') bodies.push(init.body);
      return send(input, init);
    };
    Object.assign(globalThis, { bodiesSent: bodies });
  });
  return async () => (await worker.evaluate(() => bodiesSent)).flatMap(uuidsIn);
}

test('two tabs and the worker send the same changes without Web Locks, and each counts once', async ({
  shop,
  page,
  context,
}) => {
  const { path, variantId } = await unlimitedProduct(shop);
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
    // Pages that are too busy to answer, so that the worker sends by itself.
    navigator.serviceWorker?.addEventListener('message', (event) => {
      if ((event.data as { type?: string }).type === 'drain') event.stopImmediatePropagation();
    });
  });
  await page.goto(path);
  await waitUntilOnDevice(page);
  const other = await context.newPage();
  await other.goto(path);
  await waitUntilOnDevice(other);
  const senders = [sentBy(page), sentBy(other)];
  const sentByWorker = await unlockWorker(context);
  const worker = await reachWorker(page, shop.url);

  await shop.network.set({ mode: 'held-reply' }, SYNC);
  await addPieces(page, 1);
  await addPieces(other, 2);
  await worker.wake();
  const sharedByAll = async () => {
    const byWorker = new Set(await sentByWorker());
    return [...(senders[0] ?? [])].filter((uuid) => senders[1]?.has(uuid) && byWorker.has(uuid)).length;
  };
  await expect.poll(sharedByAll, SLOW).toBeGreaterThan(0);
  await addPieces(page, 4);
  await addPieces(other, 8);
  await shop.network.set({ mode: 'up' });
  await addPieces(page, 16);
  await addPieces(other, 32);

  await inMedusa(shop).toEqual({ [variantId]: 63 });
  await shows(page, 63);
  await shows(other, 63);
});

test('a worker that is stopped while the answer is on its way has lost and doubled nothing', async ({
  shop,
  page,
  context,
}) => {
  const { path, variantId } = await unlimitedProduct(shop);
  await page.goto(path);
  await waitUntilOnDevice(page);
  await shop.network.set({ mode: 'status', status: 503 }, SYNC);
  await addPieces(page, 1);
  await addPieces(page, 2);
  // A page of nobody's, only to talk to the browser's workers through.
  const worker = await reachWorker(await context.newPage(), shop.url);
  await page.close();

  const count = (outcome: string) => shop.network.passages.filter((passage) => passage.outcome === outcome).length;
  const heldBefore = count('held');
  await shop.network.set({ mode: 'held-reply' }, SYNC);
  await worker.wake();
  await shop.network.whenSeen('held', heldBefore + 1);
  await worker.stop();
  const from = shop.network.passages.length;
  await shop.network.set({ mode: 'up' });
  await worker.wake();
  const answers = () => shop.network.passages.slice(from).filter(({ path: at }) => at === SYNC.path);
  await expect.poll(() => answers().map(({ status }) => status), SLOW).toContain(200);
  await inMedusa(shop).toEqual({ [variantId]: 3 });

  const again = await context.newPage();
  await again.goto(path);
  await shows(again, 3);
  await addPieces(again, 4);
  await expect(outboxBadge(again, 'All saved')).toBeVisible(SLOW);
  await inMedusa(shop).toEqual({ [variantId]: 7 });
});

test('a frozen tab that holds the lock does not stop the others, and goes on without harm', async ({
  shop,
  page,
  context,
}) => {
  const { path, variantId } = await unlimitedProduct(shop);
  await page.goto(path);
  await waitUntilOnDevice(page);
  const other = await context.newPage();
  await other.clock.install();
  await other.goto(path);
  await waitUntilOnDevice(other);
  const sent = sentBy(other);

  const heldBefore = shop.network.passages.filter(({ outcome }) => outcome === 'held').length;
  // Only its answer is held: whatever else waits, waits for the tab.
  await shop.network.set({ mode: 'held-reply', times: 1 }, SYNC);
  await addPieces(page, 1);
  await shop.network.whenSeen('held', heldBefore + 1);
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });

  await addPieces(other, 2);
  const isHeld = () =>
    other.evaluate(async () => (await navigator.locks.query()).pending?.some(({ name }) => name?.endsWith(':cart')));
  await expect.poll(isHeld).toBe(true);
  expect([...sent]).toEqual([]);
  await other.clock.fastForward(PAST_THE_LOCK_MS);
  await inMedusa(shop).toEqual({ [variantId]: 3 });
  await shows(other, 3);

  await shop.network.set({ mode: 'up' });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await shows(page, 3);
  await addPieces(page, 4);
  await sendNow(page);
  await inMedusa(shop).toEqual({ [variantId]: 7 });
  await shows(other, 7);
});
