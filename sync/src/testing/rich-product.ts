import type { CatalogProduct } from '../protocol/catalog.js';
import { sampleProduct } from './sample-product.js';

const WORDS =
  'amber birch cedar dune ember fjord glen heath iris jade kestrel larch moss north oak pebble quartz reed sage tarn'.split(
    ' ',
  );
const SHELVES = ['kitchen', 'garden', 'clothing', 'toys', 'outdoor', 'music', 'bags', 'stationery'];

/** A product with about as much to it as a real one has; the same number gives the same product. */
export function richProduct(n: number, over: Partial<CatalogProduct> = {}): CatalogProduct {
  const word = (at: number) => WORDS[(at * 7919 + n * 104729) % WORDS.length] ?? 'plain';
  const title = `${word(1)} ${word(2)} no. ${n}`;
  const shelf = SHELVES[n % SHELVES.length] ?? 'kitchen';
  const image = { key: `p${n}-${(n * 2654435761) >>> 0}.jpg`, alt: title, width: 1600, height: 2000, color: '#aabbcc' };
  return sampleProduct(`prod_${String(n).padStart(6, '0')}`, {
    title,
    handle: `p-${n}`,
    subtitle: `${word(3)} and ${word(4)}`,
    description: Array.from({ length: 40 }, (_, at) => word(at + n)).join(' '),
    images: [image, { ...image, key: `2-${image.key}`, alt: `${title}, close up` }],
    options: [{ title: 'Size', values: ['S', 'M', 'L', 'XL'] }],
    variants: ['S', 'M', 'L', 'XL'].map((size, at) => ({
      id: `variant_${n}_${size}_${(n * 40503 + at) % 65_521}`,
      title: size,
      sku: `SKU-${n}-${size}`,
      options: { Size: size },
      price: 10 + ((n * 7 + at) % 90),
      compareAt: n % 9 === 0 ? 120 : null,
      availability: at === 0 ? 'low:2' : 'in',
      image: 0,
    })),
    categories: n % 2 === 0 ? [shelf, `${shelf}-${n % 5}`] : [shelf],
    collection: n % 20 === 0 ? 'summer' : null,
    tags: ['new', word(5)],
    createdAt: 1_700_000_000 + n,
    ...over,
  });
}
