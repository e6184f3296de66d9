import { expect, it } from 'vitest';
import { productNumbers } from '../../../../tests/support/products';
import { llmsTxt } from './llms';
import { testMarkets } from './test-markets';

it('says what the shop is and where its shelves and markets are', () => {
  const text = llmsTxt(testMarkets(productNumbers(3)), 'https://shop.example');
  expect(text).toMatch(/^# Satchel\n\n> A shop/);
  expect(text).toContain('- [Everything](https://shop.example/products): 3 products');
  expect(text).toContain('- [Bags & more](https://shop.example/c/bags)\n');
  expect(text).toContain(String.raw`- [Warm](https://shop.example/collections/warm%20%26%20dry): For \[cold\] days.`);
  expect(text).toContain('(https://shop.example/us): United States, USD, sales tax is added at checkout');
});
