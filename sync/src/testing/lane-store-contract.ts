import { append } from '../outbox/append.js';
import { absorbReply } from '../outbox/absorb.js';
import type { LaneState } from '../outbox/lane-state.js';
import { dismiss } from '../outbox/dismiss.js';
import { withNotices } from '../outbox/notices.js';
import type { LaneStore } from '../outbox/store.js';
import { takeBatch } from '../outbox/take-batch.js';
import { replyTo, snapshotOf } from './lane-fixtures.js';
import { seededRandom } from './seeded-random.js';

/** Opens the same storage again, as another tab or after a restart. */
export type OpenStore = () => LaneStore;

/** What every lane store must do; runs in Vitest and in a browser page alike, so it brings no test framework. */
export const laneStoreContract: Record<string, (open: OpenStore) => Promise<void>> = {
  async 'keeps what was written for whoever opens it next'(open) {
    const store = open();
    await enqueue(store, 'v1', 2);
    const request = await take(store);
    await enqueue(store, 'v2', 1);
    const reply = replyTo(request, {
      snapshot: snapshotOf({ v1: 2 }),
      notices: [{ id: 'n', kind: 'gone', data: { title: 'T' } }],
    });
    await store.change('cart', absorbReply(request, reply, random));
    const before = await store.read('cart');
    store.close();
    const again = open();
    equal(await again.read('cart'), before);
    equal(
      before.rows.map((row) => [row.mid, row.args]),
      [[2, { variantId: 'v2', quantity: 1 }]],
    );
    equal(before.base?.snapshot.lines[0]?.quantity, 2);
    equal(before.notices.length, 1);
    again.close();
  },

  async 'keeps a notice once for each lane that heard of it'(open) {
    const store = open();
    await enqueue(store, 'v1', 1);
    await store.change(
      'wishlist',
      append(
        { lane: 'wishlist', uuid: random.uuid(), intent: { kind: 'wishlist.add', args: { variantId: 'v1' } } },
        random,
      ),
    );
    for (const lane of ['cart', 'wishlist'] as const) {
      await store.change(lane, (state) => ({
        state: withNotices(state, [{ id: 'n', kind: 'gone', data: { title: 'T' } }], []),
        result: undefined,
      }));
    }
    await store.change('cart', dismiss('n'));
    const [cart, wishlist] = [await store.read('cart'), await store.read('wishlist')];
    equal(
      [cart, wishlist].map(({ notices }) => notices.map(({ id, dismissed }) => [id, dismissed])),
      [[['n', 1]], [['n', 0]]],
    );
    store.close();
  },

  async 'gives every writer its own mid, in any number of tabs'(open) {
    const tabs = [open(), open(), open()];
    await Promise.all(Array.from({ length: 30 }, (_, i) => enqueue(tabs[i % 3] ?? tabs[0], `v${i}`, 1)));
    const { rows, device } = await (tabs[0] ?? open()).read('cart');
    equal(
      rows.map((row) => row.mid),
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    equal(
      rows.slice(1).map((row) => row.parent),
      rows.slice(0, -1).map((row) => row.uuid),
    );
    equal(device?.seq, 30);
    for (const tab of tabs) tab.close();
  },

  async 'writes nothing of a step that throws'(open) {
    const store = open();
    await enqueue(store, 'v1', 1);
    const before = await store.read('cart');
    let thrown = false;
    await store
      .change('cart', () => {
        throw new Error('a bug');
      })
      .catch(() => (thrown = true));
    equal(thrown, true);
    equal(await store.read('cart'), before);
    await enqueue(store, 'v2', 1);
    equal((await store.read('cart')).rows.length, 2);
    store.close();
  },

  async 'does not write when a step changes nothing'(open) {
    const store = open();
    await enqueue(store, 'v1', 1);
    const { state } = await store.change('cart', (before) => ({ state: before, result: null }));
    equal(state.device?.seq, 1);
    equal((await store.read('cart')).device?.seq, 1);
    store.close();
  },

  async 'tells a watcher what is there, and then what other tabs change'(open) {
    const [watching, writing] = [open(), open()];
    const seen: LaneState[] = [];
    const unwatch = watching.watch(
      'cart',
      (state) => seen.push(state),
      (error) => {
        throw error;
      },
    );
    await until(() => seen.length > 0);
    equal(seen[0]?.rows.length, 0);
    await enqueue(writing, 'v1', 1);
    await until(() => seen.at(-1)?.rows.length === 1);
    unwatch();
    const told = seen.length;
    await enqueue(writing, 'v2', 1);
    equal(seen.length, told);
    watching.close();
    writing.close();
  },
};

const random = seededRandom(11);

async function enqueue(store: LaneStore | undefined, variantId: string, quantity: number): Promise<void> {
  const intent = { kind: 'cart.add', args: { variantId, quantity } } as const;
  await store?.change('cart', append({ lane: 'cart', uuid: random.uuid(), intent }, random));
}

async function take(store: LaneStore) {
  const options = { lane: 'cart', region: 'eu', requestId: random.uuid(), pull: true, mayBeKnown: true } as const;
  const { result } = await store.change('cart', takeBatch(options, random));
  if (!result) throw new Error('nothing was taken');
  return result;
}

async function until(claim: () => boolean): Promise<void> {
  const startedAt = performance.now();
  while (!claim()) {
    if (performance.now() - startedAt > 5_000) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function equal(actual: unknown, expected: unknown): void {
  const [left, right] = [inOrder(actual), inOrder(expected)];
  if (left !== right) throw new Error(`expected ${right}, got ${left}`);
}

/** As text with sorted keys, so that equal means equal whatever a database does to the order. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'undefined';
