import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from './db/index.js';
import { createEngine } from './engine.js';
import type { Channel, ChannelMessage } from './ports/channel.js';
import type { Answer } from './ports/transport.js';
import { forget, leave, LEAVE_MS, retire } from './sign-out.js';
import { customerOwner, principalOf } from './testing/ledger-server.js';
import { FakeClock, FakeLifecycle, json, LedgerServer, noLock, seededRandom } from './testing/index.js';

const SECRET = 's'.repeat(32);
const CUSTOMER = 'alice';
const ALICE = principalOf(CUSTOMER);
const closers: Array<() => void> = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** One browser with tabs that hear each other. */
function browser() {
  const indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
  const server = new LedgerServer();
  const clock = new FakeClock();
  const hearing = new Map<object, (message: ChannelMessage) => void>();
  const network: { answer: (() => Answer | Promise<Answer>) | null } = { answer: null };
  let seed = 0;

  function tab(principal: string | null, name = principal ?? 'default') {
    const db = openDatabase(name, indexedDb);
    const self = {};
    const channel: Channel = {
      post: (message) => hearing.forEach((hear, other) => other !== self && hear(message)),
      listen: (hear) => (hearing.set(self, hear), () => hearing.delete(self)),
    };
    const engine = createEngine({
      db,
      principal,
      channel,
      clock,
      transport: {
        post: async (request) =>
          network.answer?.() ?? server.handle(request, SECRET, request.principal === ALICE ? CUSTOMER : null),
      },
      lock: noLock,
      random: seededRandom(++seed),
      lifecycle: new FakeLifecycle(),
      signal: new AbortController().signal,
      region: 'eu',
    });
    closers.push(() => (engine.close(), db.close()));
    const add = (variantId: string) => engine.enqueue({ kind: 'cart.add', args: { variantId, quantity: 1 } });
    return { db, channel, engine, clock, add };
  }
  const names = async () => (await indexedDb.indexedDB.databases()).map(({ name }) => name);
  return { tab, server, clock, network, names };
}

describe('signing out', () => {
  it('is clean when everything has reached the shop', async () => {
    const { tab, server } = browser();
    const page = tab(ALICE);
    await page.add('v1');
    await page.engine.enqueue({ kind: 'wishlist.add', args: { variantId: 'v2' } });
    expect(await leave(page)).toBe(0);
    const owner = customerOwner(CUSTOMER);
    expect([...(server.cart(owner)?.desired.lines.keys() ?? [])]).toEqual(['v1']);
    expect([...(server.cart(owner, 'wishlist')?.desired.lines.keys() ?? [])]).toEqual(['v2']);
  });

  it('says how much would be lost, and does not wait longer than promised', async () => {
    const { tab, clock, network } = browser();
    network.answer = () => new Promise<never>(() => {});
    const page = tab(ALICE);
    await page.add('v1');
    await page.engine.enqueue({ kind: 'wishlist.add', args: { variantId: 'v2' } });
    const leaving = leave(page);
    clock.advance(LEAVE_MS);
    expect(await leaving).toBe(2);
  });

  it('leaves nothing on the device and closes the other tabs, but not those of somebody else', async () => {
    const { tab, names } = browser();
    const [page, other, guest] = [tab(ALICE), tab(ALICE), tab(null)];
    await page.add('v1');
    await guest.add('v2');
    expect(await names()).toEqual(expect.arrayContaining([`satchel:${ALICE}`, 'satchel:anon:default']));
    page.engine.close();
    await forget(page.db, page.channel);
    expect(await other.engine.closed).toBe('forgotten');
    expect(await names()).toEqual(['satchel:anon:default']);
    await guest.add('v3');
  });
});

describe('the anonymous database after signing in', () => {
  it('goes on until the last of its changes is out, and then away', async () => {
    const { tab, server, clock, network, names } = browser();
    network.answer = () => json(503, {});
    const [page, other] = [tab(null), tab(null)];
    await page.add('v1');
    const retired = retire(page);
    await expect.poll(async () => (await page.engine.drain()).kind).toBe('retry');
    expect(await names()).toContain('satchel:anon:default');
    network.answer = null;
    await page.engine.drain();
    await expect.poll(() => server.lines(SECRET).size).toBe(1);
    expect(await other.engine.closed).toBe('forgotten');
    clock.advance(60_000);
    expect(await retired).toBe('deleted');
    expect(await names()).toEqual([]);
    const again = tab(null);
    await again.add('v2');
    expect((await again.db.read('cart')).device?.clientId).toBeDefined();
  });
});
