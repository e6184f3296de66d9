import type { CatalogState } from 'sync';
import type { CatalogProduct } from 'sync/protocol';
import { expect, it, vi } from 'vitest';
import { followProduct } from './follow-product';

let onDevice: object | undefined;
let tell: (change: { state: CatalogState }) => void = () => undefined;
let watchers = 0;

const news: string[] = [];

vi.mock('$app/navigation', () => ({ invalidate: (name: string) => void news.push(`read ${name}`) }));
vi.mock('./device', () => ({
  openedDevice: () =>
    Promise.resolve({
      catalog: {
        product: () => Promise.resolve(onDevice),
        watch: (listener: typeof tell) => {
          tell = listener;
          watchers += 1;
          listener({ state: 'ready' });
          return () => (watchers -= 1);
        },
      },
    }),
}));

const CHANGED = ['read satchel:product', 'there'];

async function follow(first: object | undefined, drawn?: object) {
  onDevice = first;
  news.length = 0;
  const stop = new AbortController();
  await followProduct({
    catalogKey: 'eu',
    handle: 'boots',
    ...(drawn && { drawn: drawn as CatalogProduct }),
    showGone: (isGone) => news.push(isGone ? 'gone' : 'there'),
    signal: stop.signal,
  });
  const become = async (next: object | undefined, state: CatalogState = 'ready') => {
    onDevice = next;
    tell({ state });
    await new Promise((resolve) => setTimeout(resolve));
  };
  await become(first);
  return { become, stop };
}

it('tells what changes, once, and not what it finds', async () => {
  const { become, stop } = await follow({ price: 10 });
  expect(news).toEqual([]);
  await become({ price: 12 });
  await become({ price: 12 });
  expect(news).toEqual(CHANGED);
  await become(undefined);
  expect(news).toEqual([...CHANGED, 'gone']);
  await become({ price: 12 });
  expect(news).toEqual([...CHANGED, 'gone', ...CHANGED]);
  stop.abort();
  expect(watchers).toBe(0);
});

it('tells what has become another since the device drew it', async () => {
  const same = await follow({ price: 10 }, { price: 10 });
  expect(news).toEqual([]);
  same.stop.abort();
  const dearer = await follow({ price: 12 }, { price: 10 });
  expect(news).toEqual(CHANGED);
  dearer.stop.abort();
  const gone = await follow(undefined, { price: 10 });
  expect(news).toEqual(['gone']);
  gone.stop.abort();
});

it('takes what the device has never had for sold', async () => {
  const { become, stop } = await follow(undefined);
  await become(undefined);
  expect(news).toEqual([]);
  stop.abort();
});

it('does not take what a partial device made room with for gone', async () => {
  const { become, stop } = await follow({ price: 10 });
  await become(undefined, 'partial');
  expect(news).toEqual([]);
  stop.abort();
});

it('says nothing once it is stopped', async () => {
  const { become, stop } = await follow({ price: 10 });
  onDevice = { price: 12 };
  tell({ state: 'ready' });
  stop.abort();
  await become({ price: 12 });
  expect(news).toEqual([]);
});
