import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { append } from '../outbox/append.js';
import { MemoryLaneStore, seededRandom } from '../testing/index.js';
import { laneStoreContract } from '../testing/lane-store-contract.js';
import { LaneDexie } from './lane-schema.js';
import { openDatabase, openExisting } from './lane-store.js';

const random = seededRandom(2);
const add = () =>
  append(
    {
      lane: 'cart',
      uuid: random.uuid(),
      intent: { kind: 'cart.add', args: { variantId: random.uuid(), quantity: 1 } },
    },
    random,
  );
const freshBrowser = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });

describe.each(Object.entries(laneStoreContract))('every lane store %s', (_name, holds) => {
  it('on IndexedDB', async () => {
    const browser = freshBrowser();
    await holds(() => openDatabase('contract', browser));
  });

  it('in memory', async () => {
    const store = new MemoryLaneStore();
    await holds(() => store);
  });
});

describe('the database', () => {
  it('writes what is personal strictly', () => {
    const db = new LaneDexie('durability', freshBrowser());
    expect(db._options.chromeTransactionDurability).toBe('strict');
  });

  it('opens again when its connection was lost, and stores once', async () => {
    const browser = freshBrowser();
    const store = openDatabase('lost', browser);
    await store.change('cart', add());
    // What Dexie throws when the browser's database process died under an open connection.
    let failures = 1;
    const step = add();
    const { state } = await store.change('cart', (before) => {
      if (failures-- > 0) throw new Dexie.UnknownError('Connection to Indexed Database server lost');
      return step(before);
    });
    expect(state.rows).toHaveLength(2);
    expect((await store.read('cart')).rows).toHaveLength(2);
    store.close();
  });

  it('says so when opening again does not help', async () => {
    const store = openDatabase('dead', freshBrowser());
    const dead = () => {
      throw new Dexie.UnknownError('Connection to Indexed Database server lost');
    };
    await expect(store.change('cart', dead)).rejects.toMatchObject({ code: 'storage_failed' });
    store.close();
  });

  it('says when there is no room left, also inside an aborted transaction', async () => {
    const store = openDatabase('full', freshBrowser());
    const full = () => {
      throw new Dexie.AbortError('aborted', new Dexie.QuotaExceededError());
    };
    await expect(store.change('cart', full)).rejects.toMatchObject({ code: 'storage_full' });
    store.close();
  });

  it('gives way to a tab that deletes it and starts anew', async () => {
    const browser = freshBrowser();
    const [one, other] = [openDatabase('deleted', browser), openDatabase('deleted', browser)];
    await one.change('cart', add());
    const before = await one.read('cart');
    await other.delete();
    const { state } = await one.change('cart', add());
    expect(state.rows).toHaveLength(1);
    expect(state.device?.storeId).not.toBe(before.device?.storeId);
    one.close();
  });

  it('is not made again by who deletes it, nor by a worker that has it open', async () => {
    const browser = freshBrowser();
    const page = openDatabase('deleted', browser);
    await page.change('cart', add());
    const worker = openExisting('deleted', browser);
    await worker.change('cart', add());
    await page.delete();
    for (const store of [page, worker]) {
      await expect(store.change('cart', add())).rejects.toMatchObject({ code: 'storage_failed' });
      await expect(store.read('cart')).rejects.toMatchObject({ code: 'storage_failed' });
    }
    expect(await browser.indexedDB.databases()).toEqual([]);

    // Somebody who comes later under the same name starts anew.
    const later = openDatabase('deleted', browser);
    expect((await later.change('cart', add())).state.rows).toHaveLength(1);
    later.close();
  });

  it('is opened where it has to be there already, and not made where it is not', async () => {
    const browser = freshBrowser();
    const store = openDatabase('there', browser);
    await store.change('cart', add());
    const existing = openExisting('there', browser);
    expect((await existing.read('cart')).rows).toHaveLength(1);
    existing.close();
    store.close();

    const missing = openExisting('missing', browser);
    await expect(missing.read('cart')).rejects.toMatchObject({ code: 'closed' });
    await expect(missing.change('cart', add())).rejects.toMatchObject({ code: 'closed' });
    expect((await browser.indexedDB.databases()).map(({ name }) => name)).toEqual(['satchel:anon:there']);
  });
});
