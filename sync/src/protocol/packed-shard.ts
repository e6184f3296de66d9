import * as z from 'zod/mini';
import {
  availabilitySchema,
  type CatalogProduct,
  type CatalogVariant,
  type ProductText,
  type Shard,
} from './catalog.js';

/** Which shape of a shard this is: `GET …/shards/<hash>?format=2`. Without it the answer is a plain `Shard`, as devices of before expect. */
export const PACKED_SHARD = 2;

/** Ids of one kind begin alike: what they share is said once. */
const prefixedSchema = z.object({ prefix: z.string(), rest: z.array(z.string()) });

/** Index into `words`. */
const word = z.int().check(z.nonnegative());
const nullableWord = z.nullable(word);

/**
 * A shard by columns: entry n of each is about product n, image n or variant n. Like stands beside like, so it is a seventh
 * smaller packed and a third unpacked, and has no names to read twice.
 */
export const packedShardSchema = z.object({
  format: z.literal(PACKED_SHARD),
  bucket: z.int(),
  /** Short texts that repeat: names and values of options, categories, collections, tags, vendors, colours, bands. */
  words: z.array(z.string()),
  products: z.object({
    id: prefixedSchema,
    handle: z.array(z.string()),
    title: z.array(z.string()),
    subtitle: z.array(z.nullable(z.string())),
    description: z.array(z.string()),
    categories: z.array(z.array(word)),
    collection: z.array(nullableWord),
    tags: z.array(z.array(word)),
    vendor: z.array(nullableWord),
    rating: z.array(z.nullable(z.tuple([z.number(), z.int()]))),
    createdAt: z.array(z.int()),
    /** For each option its title, then its values. */
    options: z.array(z.array(z.array(word))),
    /** How many images and variants belong to each. */
    images: z.array(z.int()),
    variants: z.array(z.int()),
    /** Absent where every text is in the language of the catalog: letters as in `TEXT_LETTERS`, e.g. `sd`. */
    untranslated: z.optional(z.array(z.string().check(z.regex(/^t?s?d?$/)))),
  }),
  images: z.object({
    key: z.array(z.string()),
    /** `+` and what follows the title of the product, or `=` and the whole. */
    alt: z.array(z.string()),
    width: z.array(z.int()),
    height: z.array(z.int()),
    color: z.array(word),
    /** Missing where no image has one. */
    blurhash: z.optional(z.array(z.nullable(z.string()))),
  }),
  variants: z.object({
    id: prefixedSchema,
    /** Null: its option values, joined by a slash. */
    title: z.array(z.nullable(z.string())),
    sku: z.array(z.nullable(z.string())),
    /** For each option of the product the place of its value there, or -1; pairs of words where they do not fit the product. */
    options: z.array(z.union([z.array(z.int().check(z.gte(-1))), z.array(z.tuple([word, word]))])),
    price: z.array(z.nullable(z.number())),
    compareAt: z.array(z.nullable(z.number())),
    availability: z.array(word),
    image: z.array(z.nullable(z.int())),
  }),
});

export type PackedShard = z.infer<typeof packedShardSchema>;

export function packShard({ bucket, products }: Shard): PackedShard {
  const words: string[] = [];
  const indexByWord = new Map<string, number>();
  const wordOf = (text: string): number => {
    const known = indexByWord.get(text);
    if (known !== undefined) return known;
    indexByWord.set(text, words.length);
    return words.push(text) - 1;
  };
  const wordOrNull = (text: string | null) => (text === null ? null : wordOf(text));
  const images = products.flatMap((product) => product.images.map((image) => ({ ...image, title: product.title })));
  const variants = products.flatMap((product) => product.variants.map((variant) => packOptions(variant, product)));

  function packOptions(variant: CatalogVariant, { options }: CatalogProduct) {
    const places = options.map(({ title, values }) => values.indexOf(variant.options[title] ?? ''));
    const known = optionsAt(options, places);
    const isWhole =
      Object.keys(known).length === Object.keys(variant.options).length &&
      Object.entries(variant.options).every(([name, value]) => known[name] === value);
    const pairs = Object.entries(variant.options).map(([name, value]): [number, number] => [
      wordOf(name),
      wordOf(value),
    ]);
    const order = isWhole ? known : variant.options;
    return {
      ...variant,
      title: variant.title === joined(order) ? null : variant.title,
      options: isWhole ? places : pairs,
    };
  }

  return {
    format: PACKED_SHARD,
    bucket,
    words,
    products: {
      id: withoutPrefix(products.map(({ id }) => id)),
      handle: products.map(({ handle }) => handle),
      title: products.map(({ title }) => title),
      subtitle: products.map(({ subtitle }) => subtitle),
      description: products.map(({ description }) => description),
      categories: products.map(({ categories }) => categories.map(wordOf)),
      collection: products.map(({ collection }) => wordOrNull(collection)),
      tags: products.map(({ tags }) => tags.map(wordOf)),
      vendor: products.map(({ vendor }) => wordOrNull(vendor)),
      rating: products.map(({ rating }) => rating && [rating.average, rating.count]),
      createdAt: products.map(({ createdAt }) => createdAt),
      options: products.map(({ options }) => options.map(({ title, values }) => [title, ...values].map(wordOf))),
      images: products.map((product) => product.images.length),
      variants: products.map((product) => product.variants.length),
      ...(products.some(({ untranslated }) => untranslated) && {
        untranslated: products.map(({ untranslated = [] }) =>
          TEXT_LETTERS.map(([letter, text]) => (untranslated.includes(text) ? letter : '')).join(''),
        ),
      }),
    },
    images: {
      key: images.map(({ key }) => key),
      alt: images.map(({ alt, title }) => (alt.startsWith(title) ? `+${alt.slice(title.length)}` : `=${alt}`)),
      width: images.map(({ width }) => width),
      height: images.map(({ height }) => height),
      color: images.map(({ color }) => wordOf(color)),
      ...(images.some(({ blurhash }) => blurhash !== undefined) && {
        blurhash: images.map(({ blurhash }) => blurhash ?? null),
      }),
    },
    variants: {
      id: withoutPrefix(variants.map(({ id }) => id)),
      title: variants.map(({ title }) => title),
      sku: variants.map(({ sku }) => sku),
      options: variants.map(({ options }) => options),
      price: variants.map(({ price }) => price),
      compareAt: variants.map(({ compareAt }) => compareAt),
      availability: variants.map(({ availability }) => wordOf(availability)),
      image: variants.map(({ image }) => image),
    },
  };
}

/** Makes products one at a time, so that a page can stop between any two. Throws a RangeError where columns do not fit together. */
export function* unpackProducts({ words, products, images, variants }: PackedShard): Generator<CatalogProduct> {
  const wordAt = (index: number) => at(words, index);
  const wordOrNull = (index: number | null) => (index === null ? null : wordAt(index));
  const bands = new Set<string>();
  let image = 0;
  let variant = 0;

  for (let n = 0; n < products.id.rest.length; n++) {
    const title = at(products.title, n);
    const rating = at(products.rating, n);
    const options = at(products.options, n).map((option) => {
      const [name = '', ...values] = option.map(wordAt);
      return { title: name, values };
    });
    yield {
      id: products.id.prefix + at(products.id.rest, n),
      handle: at(products.handle, n),
      title,
      subtitle: at(products.subtitle, n),
      description: at(products.description, n),
      images: many(at(products.images, n), () => unpackImage(image++, title)),
      options,
      variants: many(at(products.variants, n), () => unpackVariant(variant++, options)),
      categories: at(products.categories, n).map(wordAt),
      collection: wordOrNull(at(products.collection, n)),
      tags: at(products.tags, n).map(wordAt),
      vendor: wordOrNull(at(products.vendor, n)),
      rating: rating && { average: rating[0], count: rating[1] },
      createdAt: at(products.createdAt, n),
      ...unpackUntranslated(products.untranslated && at(products.untranslated, n)),
    };
  }

  function unpackImage(n: number, title: string) {
    const alt = at(images.alt, n);
    const blurhash = images.blurhash && at(images.blurhash, n);
    return {
      key: at(images.key, n),
      alt: (alt.startsWith('+') ? title : '') + alt.slice(1),
      width: at(images.width, n),
      height: at(images.height, n),
      color: wordAt(at(images.color, n)),
      ...(typeof blurhash === 'string' && { blurhash }),
    };
  }

  function unpackVariant(n: number, productOptions: CatalogProduct['options']): CatalogVariant {
    const packed = at(variants.options, n);
    const options = arePairs(packed)
      ? Object.fromEntries(packed.map(([name, value]) => [wordAt(name), wordAt(value)]))
      : optionsAt(productOptions, packed);
    return {
      id: variants.id.prefix + at(variants.id.rest, n),
      title: at(variants.title, n) ?? joined(options),
      sku: at(variants.sku, n),
      options,
      price: at(variants.price, n),
      compareAt: at(variants.compareAt, n),
      availability: bandAt(at(variants.availability, n)),
      image: at(variants.image, n),
    };
  }

  function bandAt(index: number): string {
    const band = wordAt(index);
    if (!bands.has(band) && !z.safeParse(availabilitySchema, band).success) throw new RangeError(`${band} is no band`);
    bands.add(band);
    return band;
  }
}

/** For devices of before. */
export const unpackShard = (packed: PackedShard): Shard => ({
  bucket: packed.bucket,
  products: [...unpackProducts(packed)],
});

const TEXT_LETTERS = [
  ['t', 'title'],
  ['s', 'subtitle'],
  ['d', 'description'],
] as const satisfies ReadonlyArray<readonly [string, ProductText]>;

function unpackUntranslated(letters = ''): Pick<CatalogProduct, 'untranslated'> {
  if (letters === '') return {};
  return { untranslated: TEXT_LETTERS.flatMap(([letter, text]) => (letters.includes(letter) ? [text] : [])) };
}

type Pairs = Array<[number, number]>;

const arePairs = (packed: number[] | Pairs): packed is Pairs => Array.isArray(packed[0]);

const optionsAt = (options: CatalogProduct['options'], places: readonly number[]): Record<string, string> =>
  Object.fromEntries(
    options.flatMap(({ title, values }, n): Array<[string, string]> => {
      const place = places[n] ?? -1;
      return place < 0 ? [] : [[title, at(values, place)]];
    }),
  );

const joined = (options: Record<string, string>): string => Object.values(options).join(' / ');

function withoutPrefix(texts: string[]): PackedShard['products']['id'] {
  const prefix = texts.reduce((shared, text) => {
    let length = Math.min(shared.length, text.length);
    while (!text.startsWith(shared.slice(0, length))) length--;
    return shared.slice(0, length);
  }, texts[0] ?? '');
  return { prefix, rest: texts.map((text) => text.slice(prefix.length)) };
}

function at<T>(column: readonly T[], index: number): T {
  if (!(index >= 0 && index < column.length)) throw new RangeError('the columns of a shard do not fit together');
  // The bounds were checked; a column may hold null.
  return column[index] as T;
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
