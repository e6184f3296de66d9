import type { CardQuery, ProductCard } from 'sync/catalog';
import type { CatalogProduct, Category, Taxonomy } from 'sync/protocol';
import { expect, test } from 'vitest';
import { readProductView, type ReadableCatalog } from './product-view';

const shelves: Record<string, string[]> = {
  bags: ['tote', 'rucksack', 'satchel', 'purse', 'trunk', 'pouch'],
  rucksacks: ['rucksack', 'satchel', 'daypack'],
};

const asked: CardQuery[] = [];

function catalogWith({ categories, taxonomy = true }: { categories: string[]; taxonomy?: boolean }): ReadableCatalog {
  asked.length = 0;
  return {
    product: (handle) => (handle === 'rucksack' ? ({ id: 'rucksack', categories } as CatalogProduct) : undefined),
    taxonomy: () =>
      taxonomy
        ? ({
            categories: [
              { handle: 'bags', parent: null },
              { handle: 'rucksacks', parent: 'bags' },
            ] as Category[],
          } as Taxonomy)
        : undefined,
    list: async (query) => {
      asked.push(query);
      const cards = (shelves[query.category ?? ''] ?? []).map((id) => ({ id }) as ProductCard);
      return { cards: cards.slice(query.offset, query.offset + query.limit), total: cards.length };
    },
  };
}

test('shows four others, from the narrowest shelf first, each once and never itself', async () => {
  const view = await readProductView(catalogWith({ categories: ['bags', 'rucksacks'] }), 'rucksack');
  expect(view?.category?.handle).toBe('rucksacks');
  expect((await view?.readOthers())?.map(({ id }) => id)).toEqual(['satchel', 'daypack', 'tote', 'purse']);
});

test('asks for no wider shelf than there is', async () => {
  const view = await readProductView(catalogWith({ categories: ['bags'] }), 'rucksack');
  expect((await view?.readOthers())?.map(({ id }) => id)).toEqual(['tote', 'satchel', 'purse', 'trunk']);
  expect(asked.map(({ category }) => category)).toEqual(['bags']);
});

test('does without categories that are not known yet', async () => {
  const view = await readProductView(catalogWith({ categories: ['bags'], taxonomy: false }), 'rucksack');
  expect(view).toMatchObject({ category: null });
  expect(await view?.readOthers()).toEqual([]);
});

test('knows what is not there', async () => {
  expect(await readProductView(catalogWith({ categories: [] }), 'gone')).toBeUndefined();
});
