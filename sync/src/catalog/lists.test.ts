import { describe, expect, it } from 'vitest';
import { device } from '../testing/catalog-device.js';
import { FeedServer, sampleProduct } from '../testing/index.js';
import { naiveList } from '../testing/naive-list.js';
import { CARD_SORTS } from './card-query.js';
import type { CardFilters } from './filters.js';

describe('lists', () => {
  it('are those of the server, page by page, before and after changes', async () => {
    const server = new FeedServer(4);
    const put = (n: number, shift: number) =>
      server.put(
        sampleProduct(`p${n}`, {
          title: `Title ${(n * 7 + shift) % 23}`,
          createdAt: (n * 5 + shift) % 11,
          categories: n % 3 === 0 ? ['home', 'sofas'] : ['garden'],
          collection: n % 4 === 0 ? 'summer' : null,
          variants: sampleProduct(`p${n}`).variants.map((variant) => ({
            ...variant,
            options: { Colour: ['Moss', 'Sand', 'Rust'][n % 3] ?? '', Size: n % 2 === 0 ? 'S' : 'M' },
            price: n % 6 === 0 ? null : (n * 3 + shift) % 17,
            compareAt: n % 7 === 0 ? 30 : null,
            availability: n % 5 === 0 ? 'out' : 'in',
          })),
          rating: n % 4 === 1 ? { average: 1 + (n % 9) / 2, count: 2 } : null,
        }),
      );
    for (let n = 0; n < 300; n++) put(n, 0);
    server.publish();
    const { catalog } = device(server);
    await catalog.install();
    for (let round = 0; round < 2; round++) {
      for (const sort of CARD_SORTS) {
        for (const shelf of [
          {},
          { category: 'sofas' },
          { collection: 'summer' },
          { category: 'home', collection: 'summer' },
        ]) {
          for (const offset of [0, 5, 40, 290, 1000]) {
            const query = { ...shelf, sort, offset, limit: 7 };
            expect(await catalog.list(query)).toEqual({ ...naiveList(server.products, query), isComplete: true });
          }
        }
      }
      for (const filters of FILTERS) {
        const query = { filters, withFacets: true, sort: 'featured', offset: 3, limit: 7 } as const;
        expect(await catalog.list(query)).toEqual({ ...naiveList(server.products, query), isComplete: true });
      }
      for (let n = 0; n < 300; n += 9) put(n, 5);
      server.remove('p30');
      await catalog.update();
    }
  });
});

const FILTERS: CardFilters[] = [
  {},
  { options: { Colour: ['Moss', 'Rust'], Size: ['M'] } },
  { options: { Colour: ['Nothing'] } },
  { priceFrom: 3, priceTo: 9.5, isBuyable: true },
  { isReduced: true, options: { Size: ['S'] } },
  { rating: 3, priceTo: 12 },
];
