import { expect, test } from 'vitest';
import { FakeLock } from '../../testing/index.js';
import { introducedFetch } from './introduced-fetch.js';

/** A shop that gives secrets as ours does: to whoever asks without one, whether or not another answer is on its way. */
function browser({ knows = false, isVisible = true, failures = 0 } = {}) {
  const shop = { secret: knows ? 'first' : '', given: 0, asked: [] as string[], failures };
  const send: typeof fetch = async (input) => {
    const path = String(input);
    const { secret } = shop;
    shop.asked.push(secret === '' ? path : `${path} as ${secret}`);
    if (shop.failures-- > 0) throw new TypeError('no network');
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (path !== '/api/device') return new Response(null, { status: secret === '' ? 425 : 200 });
    if (secret === '') shop.secret = `secret ${++shop.given}`;
    return new Response(null, { status: 204 });
  };
  const lock = new FakeLock();
  const open = () => introducedFetch({ lock, send, ...(isVisible && { isIntroduced: () => shop.secret !== '' }) });
  return { shop, open };
}

test('a new browser is introduced before its first change', async () => {
  const { shop, open } = browser();
  expect((await open()('/api/sync')).status).toBe(200);
  expect(shop.asked).toEqual(['/api/device', '/api/sync as secret 1']);
});

test('a known one sends at once', async () => {
  const { shop, open } = browser({ knows: true });
  await open()('/api/sync');
  expect(shop.asked).toEqual(['/api/sync as first']);
});

test('what a new browser sends at the same moment, from whichever tab, is of one device', async () => {
  const { shop, open } = browser();
  const [page, tab] = [open(), open()];
  await Promise.all([page('/cart'), page('/wishlist'), tab('/cart')]);
  expect(shop.asked).toEqual(['/api/device', '/cart as secret 1', '/wishlist as secret 1', '/cart as secret 1']);
});

test('who cannot see the secret learns from the answer that there is none', async () => {
  const { shop, open } = browser({ isVisible: false });
  const [page, worker] = [open(), open()];
  const responses = await Promise.all([page('/cart'), worker('/wishlist')]);
  expect(responses.map(({ status }) => status)).toEqual([200, 200]);
  expect(shop.given).toBe(1);
});

test('an introduction that failed is tried again with the next change', async () => {
  const { shop, open } = browser({ failures: 1 });
  const send = open();
  await expect(send('/api/sync')).rejects.toThrow('no network');
  await send('/api/sync');
  expect(shop.asked).toEqual(['/api/device', '/api/device', '/api/sync as secret 1']);
});

test('one that has no effect, as where cookies are refused, is not asked for without end', async () => {
  const asked: string[] = [];
  const send = introducedFetch({
    lock: new FakeLock(),
    send: (input) => {
      asked.push(String(input));
      return Promise.resolve(new Response(null, { status: 425 }));
    },
  });
  expect((await send('/api/sync')).status).toBe(425);
  expect(asked).toEqual(['/api/sync', '/api/device', '/api/sync']);
});
