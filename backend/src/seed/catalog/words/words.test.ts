import { describe, expect, it } from 'vitest';
import { COLLECTIONS, DEPARTMENTS, PRODUCTS } from '../index';
import { planProduct } from '../../plan-product';
import { WORDS } from './index';

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

describe.each(Object.entries(WORDS))('the catalog in %s', (_locale, words) => {
  it('has words for everything, and for nothing else', () => {
    expect(sorted(Object.keys(words.products))).toEqual(sorted(PRODUCTS.map(({ handle }) => handle)));
    expect(sorted(Object.keys(words.collections))).toEqual(sorted(COLLECTIONS.map(({ handle }) => handle)));
    const categories = DEPARTMENTS.flatMap(({ category }) => [category, ...category.children]);
    expect(sorted(Object.keys(words.categories))).toEqual(sorted(categories.map(({ handle }) => handle)));
    const options = PRODUCTS.flatMap((product) => planProduct(product).options.map(({ title }) => title));
    expect(sorted(Object.keys(words.options))).toEqual(sorted(options));
  });

  it('leaves no text empty, and no title twice', () => {
    const texts = [...Object.values(words.products), ...Object.values(words.categories)].flat();
    for (const text of [...texts, ...Object.values(words.options)]) expect(text.trim()).not.toBe('');
    const titles = Object.values(words.products).map(([title]) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
