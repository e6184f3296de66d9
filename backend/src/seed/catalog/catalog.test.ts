import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { planProduct } from '../plan-product';
import { COLLECTIONS, DEPARTMENTS, PRODUCTS } from './index';

const plans = PRODUCTS.map(planProduct);
const duplicates = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe('the curated catalog', () => {
  it('is a real shop: about 120 products or more in nine departments', () => {
    expect(PRODUCTS.length).toBeGreaterThanOrEqual(120);
    expect(DEPARTMENTS).toHaveLength(9);
  });

  it('names every product, variant and category once', () => {
    const categories = DEPARTMENTS.flatMap(({ category }) => [
      category.handle,
      ...category.children.map((c) => c.handle),
    ]);
    expect(duplicates(PRODUCTS.map((product) => product.handle))).toEqual([]);
    expect(duplicates(PRODUCTS.map((product) => product.title))).toEqual([]);
    expect(duplicates(plans.flatMap((plan) => plan.variants.map((variant) => variant.sku)))).toEqual([]);
    expect(duplicates(categories)).toEqual([]);
  });

  it('uses handles and SKUs that are safe in an address', () => {
    for (const { handle } of PRODUCTS) expect(handle).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const { variants } of plans) for (const { sku } of variants) expect(sku).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)*$/);
  });

  it('puts each product into a category of its own department and a known collection', () => {
    const collections = new Set<string>(COLLECTIONS.map((collection) => collection.handle));
    for (const { category, products } of DEPARTMENTS) {
      const children = category.children.map((child) => child.handle);
      for (const product of products) {
        expect(children, product.handle).toContain(product.category);
        if (product.collection) expect(collections, product.handle).toContain(product.collection);
      }
      for (const child of children)
        expect(
          products.some((product) => product.category === child),
          child,
        ).toBe(true);
    }
  });

  it('prices everything above zero, in whole cents, and below what it cost before', () => {
    for (const { product, variants } of plans) {
      for (const { prices, was } of variants) {
        for (const [at, price] of prices.entries()) {
          expect(price, product.handle).toBeGreaterThan(0);
          expect(Math.abs(price * 100 - Math.round(price * 100)), product.handle).toBeLessThan(1e-6);
          if (was) expect(was[at], product.handle).toBeGreaterThan(price);
        }
      }
    }
  });

  it('charges more only for sizes that exist', () => {
    for (const { handle, sizes } of PRODUCTS) {
      for (const size of Object.keys(sizes?.surcharge ?? {})) expect(sizes?.values, handle).toContain(size);
    }
  });

  it('describes each product in two to four sentences', () => {
    for (const { handle, description } of PRODUCTS) {
      const sentences = description.split(/(?<=[.!?])\s+(?=[A-Z])/).length;
      expect(sentences, handle).toBeGreaterThanOrEqual(2);
      expect(sentences, handle).toBeLessThanOrEqual(5);
      expect(description.length, handle).toBeGreaterThan(110);
    }
  });

  it('shows every state of stock', () => {
    expect(new Set(PRODUCTS.map((product) => product.shelf))).toEqual(
      new Set(['plenty', 'mixed', 'few', 'none', 'backorder', 'unmanaged']),
    );
    const counted = plans.flatMap((plan) => plan.variants.flatMap((variant) => variant.stock ?? []));
    expect(counted).toContain(0);
    expect(counted.some((stock) => stock >= 1 && stock <= 5)).toBe(true);
    expect(counted.some((stock) => stock > 50)).toBe(true);
  });

  it('draws only icons that are installed, and gives each colour of a product its own picture', () => {
    const file = createRequire(__filename).resolve('@iconify-json/fluent-emoji/icons.json');
    const icons: { icons: Record<string, unknown> } = JSON.parse(readFileSync(file, 'utf8'));
    for (const { product, images } of plans) {
      expect(icons.icons, product.handle).toHaveProperty([product.icon]);
      expect(duplicates(images.map((image) => image.key)), product.handle).toEqual([]);
    }
    expect(duplicates(PRODUCTS.map((product) => product.icon))).toEqual([]);
  });

  it('plans the same thing twice', () => {
    expect(PRODUCTS.map(planProduct)).toEqual(plans);
  });
});
