import type { Taxonomy } from 'sync/protocol';
import { expect, it } from 'vitest';
import type { Hits } from './lookup';
import { shelfHits } from './shelf-hits';

const category = (handle: string, name: string) => ({ handle, name, description: '', parent: null, rank: 0 });
const taxonomy: Taxonomy = {
  hash: '',
  categories: [category('boots', 'Boots'), category('books', 'Books'), category('kitchen', 'Kitchen')],
  collections: [{ handle: 'rain', title: 'For the rain & wind' }],
};

const names = (text: string, more: Partial<Hits> = {}) =>
  shelfHits({ text, total: 4, cards: [], taken: [], from: 'all', isSettled: true, ...more }, taxonomy).map(
    ({ name, kind, path }) => [name, kind, path],
  );

it('shelves answer by the rules of the search, and are as forgiving as the products were', () => {
  expect(names('boo')).toEqual([
    ['Boots', 'shelf', '/c/boots'],
    ['Books', 'shelf', '/c/books'],
  ]);
  expect(names('rain')).toEqual([['For the rain & wind', 'collection', '/collections/rain']]);
  expect(names('kitchne')).toEqual([]);
  expect(names('kitchne', { total: 0 })).toEqual([['Kitchen', 'shelf', '/c/kitchen']]);
  expect(names('kitchne', { taken: [{ word: 'kitchne', terms: ['kitchen'] }] })).toHaveLength(1);
  expect(shelfHits({ text: 'boo', total: 0, cards: [], taken: [], from: 'all', isSettled: true }, null)).toEqual([]);
});
