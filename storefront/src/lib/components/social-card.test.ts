import { expect, it } from 'vitest';
import { productNumber } from '../../../tests/support/products';
import { productCardPath, productCardVersion } from './social-card';

const product = productNumber(1);

it('has another address when it would look different', () => {
  const [variant, ...others] = product.variants;
  if (!variant) throw new Error('The product has no variant');
  for (const changed of [
    { ...product, title: 'Another' },
    { ...product, images: [] },
    { ...product, variants: [{ ...variant, price: 1 }, ...others] },
    { ...product, variants: [{ ...variant, compareAt: 99 }, ...others] },
  ])
    expect(productCardVersion(changed)).not.toBe(productCardVersion(product));
});

it('keeps its address when only what it does not show has changed', () => {
  const sold = product.variants.map((variant) => ({ ...variant, availability: 'out' }));
  expect(productCardPath({ ...product, variants: sold, description: 'New words' })).toBe(productCardPath(product));
});

it('is an address whatever the handle', () => {
  expect(productCardPath({ ...product, handle: 'a?b#c/d' })).toMatch(/^\/og\/p\/a%3Fb%23c%2Fd\.jpg\?v=[0-9a-z]+$/);
});
