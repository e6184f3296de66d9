import { describe, expect, it } from 'vitest';
import { planCatalog } from './plan-catalog';
import { planSynthetic } from './synthetic';

const plans = Array.from({ length: 10_000 }, (_, index) => planSynthetic(index + 1));

describe('the synthetic shop', () => {
  it('makes the same product for the same number', () => {
    expect(planSynthetic(4711)).toEqual(plans[4710]);
  });

  it('names every handle and SKU once', () => {
    const skus = plans.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    expect(new Set(plans.map(({ product }) => product.handle)).size).toBe(plans.length);
    expect(new Set(skus).size).toBe(skus.length);
  });

  it('hardly ever repeats a title', () => {
    expect(new Set(plans.map(({ product }) => product.title)).size).toBeGreaterThan(9_000);
  });

  it('shares its pictures with the curated shop', () => {
    const rendered = new Set(planCatalog().flatMap(({ images }) => images.map(({ key }) => key)));
    for (const { images } of plans) for (const { key } of images) expect(rendered).toContain(key);
  });

  it('has one to four variants, each with a price', () => {
    for (const { variants } of plans) {
      expect(variants.length).toBeGreaterThanOrEqual(1);
      expect(variants.length).toBeLessThanOrEqual(4);
      for (const { prices } of variants) for (const price of prices) expect(price).toBeGreaterThan(0);
    }
  });
});
