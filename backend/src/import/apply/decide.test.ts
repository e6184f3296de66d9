import { expect, test } from 'vitest';
import type { PlannedProduct, PlannedVariant } from '../file/plan';
import { decide, missingInFile } from './decide';
import type { ExistingProduct } from './existing';

const planned = (title: string, sku: string | null = null): PlannedVariant => ({
  line: 2,
  title,
  options: { Size: title },
  sku,
  barcode: null,
  price: 5,
  compareAt: null,
  isManaged: false,
  allowsBackorder: false,
  quantity: null,
  grams: null,
  image: null,
});
const product = (variants: PlannedVariant[]): PlannedProduct => ({
  line: 2,
  handle: 'a',
  title: 'A',
  description: '',
  vendor: null,
  type: null,
  tags: [],
  isPublished: true,
  seoTitle: null,
  seoDescription: null,
  options: [{ title: 'Size', values: variants.map(({ title }) => title) }],
  variants,
  images: [],
  isIncomplete: false,
  remarks: [],
});
const inShop = (
  titles: string[],
  note: unknown = { fingerprint: 'F', quantities: {} },
  option = 'Size',
): ExistingProduct => ({
  id: 'p',
  handle: 'a',
  metadata: { shopifyImport: note },
  thumbnail: null,
  images: [],
  options: [{ id: 'o', title: option, values: [] }],
  variants: titles.map((title) => ({
    id: `v-${title}`,
    title,
    sku: `sku-${title}`,
    options: [{ value: title, option: { title: option } }],
  })),
});

test('a product is created once and left alone until the file says something else', () => {
  expect(decide(product([planned('S')]), 'F', undefined).kind).toBe('create');
  expect(decide(product([planned('S')]), 'F', inShop(['S'])).kind).toBe('unchanged');
  expect(decide(product([planned('S')]), 'G', inShop(['S'])).kind).toBe('update');
});

test('an import that was cut short, a variant that went missing and a foreign product are written again', () => {
  expect(decide(product([planned('S')]), 'F', inShop(['S'], null)).kind).toBe('update');
  expect(decide(product([planned('S')]), 'F', inShop(['S'], 'torn')).kind).toBe('update');
  expect(decide(product([planned('S'), planned('M')]), 'F', inShop(['S'])).kind).toBe('update');
});

test('a variant with a renamed value is found by its SKU', () => {
  expect(missingInFile(product([planned('Small', 'sku-S')]), inShop(['S', 'M']))).toEqual(['M']);
});

test('other options are not forced upon a product', () => {
  const decision = decide(product([planned('S')]), 'F', inShop(['S'], null, 'Colour'));
  expect(decision.kind === 'skip' && decision.reason).toMatch('"Size" in the file and "Colour" in the shop');
});

test('nothing usable, nothing written', () => {
  expect(decide(product([]), 'F', inShop(['S'])).kind).toBe('skip');
});
