import { describe, expect, it } from 'vitest';
import { device, stocked, everything, expectSame, shardRequests, killedAtWrite } from '../testing/catalog-device.js';
import { sampleProduct } from '../testing/index.js';
import { toCard } from './card.js';
import type { Catalog } from './catalog.js';

describe('killed between any two transactions', () => {
  it('a first install never passes for whole before it is, and the next one fetches only what lacks', async () => {
    for (let nth = 1, isDone = false; !isDone; nth++) {
      const server = stocked(20, 4);
      server.put(sampleProduct('later'));
      const first = device(server, undefined, { wrap: (db) => killedAtWrite(db, nth) });
      isDone = await first.catalog.install().then(
        () => true,
        () => false,
      );
      const stored = (await first.db.storedShards()).size;
      const { total, isComplete } = await first.catalog.list(everything);
      expect(isComplete).toBe(total === 21);
      expect(await first.catalog.state()).not.toBe(isComplete ? 'partial' : 'ready');
      first.db.close();

      server.requests.length = 0;
      const next = device(server, first.indexedDb);
      await next.catalog.update();
      expect(shardRequests(server)).toHaveLength(4 - stored);
      await expectSame(next.catalog, server);
      expect(nth).toBeLessThan(50);
    }
  });

  it('a second install shows the old catalog whole or the new one whole, at every moment', async () => {
    for (let nth = 1, isDone = false; !isDone; nth++) {
      const server = stocked(20, 4);
      const { catalog, indexedDb, db } = device(server);
      await catalog.install();
      const before = (await catalog.list(everything)).cards;
      for (let n = 0; n < 20; n += 3) server.put(sampleProduct(`p${n}`, { title: `New ${n}` }));
      server.remove('p1');
      server.publish();
      server.forgetLog();
      const after = server.products.map((product) => toCard(product));
      const byId = (cards: { id: string }[]) => cards.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const expectOneOfBoth = async (reader: Catalog) => {
        const { cards } = await reader.list(everything);
        expect([byId(before), byId(after)]).toContainEqual(byId(cards));
      };

      const looker = device(server, indexedDb).catalog;
      const pace = { breathe: () => expectOneOfBoth(looker) };
      const second = device(server, indexedDb, { pace, wrap: (own) => killedAtWrite(own, nth) });
      isDone = await second.catalog.update().then(
        () => true,
        () => false,
      );
      await expectOneOfBoth(catalog);
      second.db.close();

      const third = device(server, indexedDb);
      await third.catalog.update();
      await expectSame(third.catalog, server);
      await expectSame(catalog, server);
      if (isDone) expect((await db.storedShards()).size).toBe(4);
      expect(nth).toBeLessThan(50);
    }
  });
});
