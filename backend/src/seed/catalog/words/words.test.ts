import { describe, expect, it } from 'vitest';
import { COLLECTIONS, DEPARTMENTS, PRODUCTS } from '../index';
import { planProduct } from '../../plan-product';
import { WORDS } from './index';

/** Neither a figure with its unit nor the letters of a size. */
const isWord = (value: string) => !/\d|^[XSML/]+$/.test(value);
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

describe.each(Object.entries(WORDS))('the catalog in %s', (_locale, words) => {
  it('has words for everything, and for nothing else', () => {
    expect(sorted(Object.keys(words.products))).toEqual(sorted(PRODUCTS.map(({ handle }) => handle)));
    expect(sorted(Object.keys(words.collections))).toEqual(sorted(COLLECTIONS.map(({ handle }) => handle)));
    const categories = DEPARTMENTS.flatMap(({ category }) => [category, ...category.children]);
    expect(sorted(Object.keys(words.categories))).toEqual(sorted(categories.map(({ handle }) => handle)));
    const options = PRODUCTS.flatMap((product) => planProduct(product).options.map(({ title }) => title));
    expect(sorted(Object.keys(words.options))).toEqual(sorted(options));
    const values = PRODUCTS.flatMap((product) => planProduct(product).options.flatMap((option) => option.values));
    expect(sorted(Object.keys(words.values))).toEqual(sorted(values.filter(isWord)));
  });

  it('has two words for two values', () => {
    for (const { options } of PRODUCTS.map(planProduct)) {
      for (const { values } of options)
        expect(new Set(values.map((value) => words.values[value] ?? value)).size).toBe(values.length);
    }
  });

  it('leaves no text empty, and no title twice', () => {
    const texts = [...Object.values(words.products), ...Object.values(words.categories)].flat();
    for (const text of [...texts, ...Object.values(words.options), ...Object.values(words.values)])
      expect(text.trim()).not.toBe('');
    const titles = Object.values(words.products).map(([title]) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
