import type { CardQuery, ProductCard } from 'sync/catalog';
import type { Category, Taxonomy } from 'sync/protocol';
import { expect, test } from 'vitest';
import { readHomeView } from './home-view';
import type { ReadableCatalog } from './product-view';

const category = (handle: string, rank: number, parent: string | null = null) =>
  ({ handle, rank, parent, name: handle }) as Category;

function catalogWith(collections: string[], asked: CardQuery[] = []): ReadableCatalog {
  return {
    product: () => undefined,
    taxonomy: () =>
      ({
        collections: collections.map((handle) => ({ handle })),
        categories: [category('toys', 2), category('bags', 1), category('purses', 1, 'bags')],
      }) as Taxonomy,
    list: (query) => {
      asked.push(query);
      const image = query.category === 'toys' ? null : { key: `${query.category}.jpg` };
      return { cards: [{ id: JSON.stringify(query), image } as ProductCard], total: 1 };
    },
  };
}

test('shows the first collection, what is new, and the top shelves in their order with a picture each', async () => {
  const asked: CardQuery[] = [];
  const view = await readHomeView(catalogWith(['autumn', 'winter'], asked));
  expect(asked[0]).toMatchObject({ collection: 'autumn', sort: 'featured' });
  expect(asked[1]).toMatchObject({ sort: 'newest' });
  expect(view?.shelves).toMatchObject([
    { category: { handle: 'bags' }, image: { key: 'bags.jpg' } },
    { category: { handle: 'toys' }, image: null },
  ]);
});

test('shows everything where there is no collection', async () => {
  const asked: CardQuery[] = [];
  await readHomeView(catalogWith([], asked));
  expect(asked[0]).not.toHaveProperty('collection');
});

test('knows that there is no catalog yet', async () => {
  expect(await readHomeView({ ...catalogWith([]), taxonomy: () => undefined })).toBeUndefined();
});
