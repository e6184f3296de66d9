import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { shardSchema, type CatalogProduct } from './catalog.js';
import { packShard, packedShardSchema, unpackShard } from './packed-shard.js';

const text = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('', 'constructor', '+', '='));
const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const amount = fc.integer({ min: 0, max: 9_999 }).map((cents) => cents / 100);

const productArbitrary: fc.Arbitrary<CatalogProduct> = fc.record({
  id: text,
  handle: text,
  title: text,
  subtitle: nullable(text),
  description: text,
  images: fc.array(
    fc.record(
      { key: text, alt: text, width: fc.nat(), height: fc.nat(), color: text, blurhash: text },
      { requiredKeys: ['key', 'alt', 'width', 'height', 'color'] },
    ),
    {
      maxLength: 3,
    },
  ),
  options: fc.array(fc.record({ title: text, values: fc.array(text, { maxLength: 3 }) }), { maxLength: 3 }),
  variants: fc.array(
    fc.record({
      id: text,
      title: text,
      sku: nullable(text),
      options: fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }),
      price: nullable(amount),
      compareAt: nullable(amount),
      availability: fc.constantFrom('in', 'out', 'backorder', 'low:1', 'low:5'),
      image: nullable(fc.nat()),
    }),
    { maxLength: 4 },
  ),
  categories: fc.array(text, { maxLength: 3 }),
  collection: nullable(text),
  tags: fc.array(text, { maxLength: 3 }),
  vendor: nullable(text),
  rating: nullable(fc.record({ average: amount, count: fc.nat() })),
  createdAt: fc.nat(),
});

/** Options that fit the product, as a shop has them. */
const plausible: fc.Arbitrary<CatalogProduct> = productArbitrary.map((product) => ({
  ...product,
  variants: product.variants.map((variant, n) => {
    const options = Object.fromEntries(
      product.options.flatMap(({ title, values }) => {
        const value = values[n % Math.max(1, values.length)];
        return value === undefined ? [] : [[title, value]];
      }),
    );
    return { ...variant, options, title: Object.values(options).join(' / ') };
  }),
}));

/** As a catalog of another language has it. */
const halfTranslated: fc.Arbitrary<CatalogProduct> = fc
  .tuple(plausible, fc.subarray(['title', 'subtitle', 'description'] as const, { minLength: 1 }))
  .map(([product, untranslated]) => ({ ...product, untranslated: [...untranslated] }));

const shardArbitrary = fc.record({
  bucket: fc.nat(),
  products: fc.array(fc.oneof(productArbitrary, plausible, halfTranslated), { maxLength: 5 }),
});

describe('a packed shard', () => {
  it('holds what was packed, through JSON and the schema', () => {
    fc.assert(
      fc.property(shardArbitrary, (shard) => {
        const wire: unknown = JSON.parse(JSON.stringify(packShard(shard)));
        expect(unpackShard(z.parse(packedShardSchema, wire))).toEqual(z.parse(shardSchema, shard));
      }),
    );
  });

  it('refuses columns that do not fit together', () => {
    fc.assert(
      fc.property(shardArbitrary, fc.nat(), (shard, pick) => {
        const packed = packShard(shard);
        const columns = [packed.products.handle, packed.variants.price, packed.images.key].filter(
          ({ length }) => length,
        );
        const column = columns[pick % Math.max(1, columns.length)];
        fc.pre(column !== undefined);
        column.pop();
        expect(() => unpackShard(packed)).toThrow(RangeError);
      }),
    );
  });

  it('refuses a band that is none', () => {
    const packed = packShard({
      bucket: 0,
      products: fc.sample(
        plausible.filter(({ variants }) => variants.length > 0),
        { seed: 1, numRuns: 1 },
      ),
    });
    packed.words = packed.words.map(() => 'plenty');
    expect(() => unpackShard(packed)).toThrow('plenty is no band');
  });
});
