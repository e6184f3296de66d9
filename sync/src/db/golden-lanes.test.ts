import { readFileSync } from 'node:fs';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.js';
import type { Notice } from '../protocol/sync-reply.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import { FakeClock, FakeLifecycle, LedgerServer, noLock, seededRandom } from '../testing/index.js';
import type { CartView } from '../view.js';
import { LaneDexie } from './lane-schema.js';
import { openDatabase } from './lane-store.js';

type Golden = { [K in 'meta' | 'outbox' | 'base' | 'notices']: Array<Record<string, unknown>> };

const SECRET = 's'.repeat(32);
const golden = (): Golden =>
  JSON.parse(readFileSync(new URL('./fixtures/lane.v1.json', import.meta.url), 'utf8')) as Golden;

/** A browser that holds these rows, as whatever release wrote them. */
async function browserWith(rows: Golden) {
  const indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
  const raw = new LaneDexie('satchel:anon:default', indexedDb);
  for (const [name, values] of Object.entries(rows)) await raw.table(name).bulkPut(values);
  return { indexedDb, raw };
}

/** A server that has seen what the golden device says it has acknowledged. */
function serverOf({ meta, base }: Golden): LedgerServer {
  const { clientId } = meta[0]?.['value'] as { clientId: string };
  const first: PageSyncRequest = {
    proto: 1,
    requestId: clientId,
    clientId,
    lane: 'cart',
    region: 'eu',
    epoch: null,
    baseRev: 0,
    noticesStored: [],
    mutations: [
      {
        mid: 1,
        uuid: '9a1d3c44-7f40-4d1c-8f0e-5b6a7c8d9e03',
        parent: null,
        v: 1,
        kind: 'cart.add',
        args: { variantId: 'variant_mug', quantity: 3 },
      },
    ],
  };
  const server = new LedgerServer();
  expect(server.handle(first, SECRET).status).toBe(200);
  expect(base[0]?.['rev']).toBe(server.rev(SECRET));
  return server;
}

function engineOn(indexedDb: ConstructorParameters<typeof LaneDexie>[1], server: LedgerServer) {
  const db = openDatabase('default', indexedDb);
  const engine = createEngine({
    db,
    transport: { post: async (request) => server.handle(request, SECRET) },
    clock: new FakeClock(),
    lock: noLock,
    random: seededRandom(3),
    // Nothing happens by itself, so that what was stored can be looked at.
    lifecycle: Object.assign(new FakeLifecycle(), { visible: false, online: false }),
    signal: new AbortController().signal,
    region: 'eu',
  });
  const seen: { cart: CartView | null; notices: Notice[] } = { cart: null, notices: [] };
  engine.cart((view) => (seen.cart = view));
  engine.notices((notices) => (seen.notices = notices));
  return { engine, seen, close: () => (engine.close(), db.close()) };
}

describe('a database of version 1', () => {
  it('is shown as it was left, and drains', async () => {
    const rows = golden();
    const { indexedDb, raw } = await browserWith(rows);
    const server = serverOf(rows);
    const { engine, seen, close } = engineOn(indexedDb, server);
    await expect.poll(() => seen.cart?.lines).toMatchObject([{ variantId: 'variant_pan', quantity: 5, pending: true }]);
    expect(seen.cart).toMatchObject({ promotions: [], estimatedItemTotal: { amount: 50, currency: 'eur' } });
    expect(seen.notices.map(({ kind }) => kind)).toEqual(['lowered']);

    expect(await engine.drain()).toEqual({ kind: 'done' });
    expect([...server.lines(SECRET)].map(([id, { quantity }]) => [id, quantity])).toEqual([['variant_pan', 5]]);
    expect(server.effects.map(({ mid, kind }) => [mid, kind])).toEqual([
      [1, 'cart.add'],
      [2, 'cart.add'],
      [3, 'cart.remove'],
      [4, 'cart.set'],
    ]);
    expect(seen.notices.map(({ kind }) => kind)).toEqual(['lowered']);
    expect(await raw.outbox.count()).toBe(0);
    close();
    raw.close();
  });

  it('takes a wish, which goes out under a name of its own', async () => {
    const rows = golden();
    const { indexedDb, raw } = await browserWith(rows);
    const server = serverOf(rows);
    const { engine, close } = engineOn(indexedDb, server);
    await engine.enqueue({ kind: 'wishlist.add', args: { variantId: 'variant_pot' } });
    expect(await engine.drain()).toEqual({ kind: 'done' });
    expect([...server.lines(SECRET, 'wishlist').keys()]).toEqual(['variant_pot']);
    expect(await raw.meta.get('device')).toMatchObject({ value: { lanes: { cart: { nextMid: 5 } } } });
    close();
    raw.close();
  });
});

describe('a database of a release to come', () => {
  it('loses nothing to this one: what it does not know waits, whole', async () => {
    const rows = golden();
    const later = { kind: 'cart.gift', v: 9, args: { to: 'somebody' }, wrapping: 'paper' };
    rows.outbox = rows.outbox.map((row, index) => (index === 1 ? { ...row, ...later } : row));
    rows.meta = rows.meta.map((row) => ({ ...row, value: { ...(row['value'] as object), theme: 'dark' } }));
    const { indexedDb, raw } = await browserWith(rows);
    const { engine, seen, close } = engineOn(indexedDb, serverOf(rows));
    await expect.poll(() => seen.cart).not.toBeNull();
    expect(await engine.drain()).toEqual({ kind: 'paused', reason: 'update-needed' });
    expect(await raw.outbox.toArray()).toMatchObject([
      { mid: 3, ...later },
      { mid: 4, kind: 'cart.set' },
    ]);
    expect(await raw.meta.get('device')).toMatchObject({ value: { theme: 'dark' } });
    close();
    raw.close();
  });
});
