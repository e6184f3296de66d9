import { PRODUCTS } from './catalog';
import type { Prices } from './catalog/types';
import { planProduct, type PlannedProduct } from './plan-product';

const FIRST_WORDS =
  'Alder Amber Anchor Aster Barley Basalt Birch Bracken Briar Brook Canyon Cedar Chalk Clover Cobalt Copper Coral Cove Crane Dawn Delta Dune Ember Falcon Fen Fern Fjord Flint Forge Gale Garnet Glen Granite Harbour Hazel Heath Heron Holly Inlet Iris Ivory Jade Jetty Juniper Kestrel Lagoon Larch Laurel Linden Loam Lupin Maple Marsh Meridian Mesa Moor Myrtle Nettle North Oak Ochre Onyx Opal Orchard Osprey Pebble Pine Prairie Quarry Quartz Quay Reed Ridge River Rowan Saffron Sable Sedge Shale Shore Slate Sorrel Spruce Summit Tarn Teal Thistle Thorn Tidal Timber Umber Vale Verdant Walnut Willow Wren Yarrow Zephyr'.split(
    ' ',
  );

/** Each entry changes a price by a little, so that lists sort like those of a real shop. */
const FACTORS = [0.7, 0.8, 0.85, 0.9, 1, 1.1, 1.15, 1.25, 1.4, 1.6];

/**
 * The n-th product of an endless shop, n from 1: always the same one for the same n. It borrows words, pictures and
 * category from the curated catalog and has one to four variants.
 */
export function planSynthetic(n: number): PlannedProduct {
  const index = n - 1;
  const base = PRODUCTS[index % PRODUCTS.length];
  if (!base) throw new Error('the curated catalog is empty');
  const round = Math.floor(index / PRODUCTS.length);
  // The step is coprime to the number of words, so neighbours do not begin alike.
  const word = FIRST_WORDS[(round * 37 + index * 11) % FIRST_WORDS.length] ?? 'Plain';
  const edition = Math.floor(round / FIRST_WORDS.length);
  const title = [word, ...base.title.split(' ').slice(1).slice(-2), edition > 0 ? `No. ${edition + 1}` : ''];
  const factor = FACTORS[(index * 7) % FACTORS.length] ?? 1;
  const { was: _was, collection: _collection, ...rest } = base;
  return planProduct({
    ...rest,
    handle: `large-${String(n).padStart(6, '0')}`,
    title: title.filter(Boolean).join(' '),
    prices: scale(base.prices, factor),
    ...(base.colours ? { colours: base.colours.slice(0, 1 + (index % 2)) } : {}),
    ...(base.sizes ? { sizes: { title: base.sizes.title, values: base.sizes.values.slice(0, 2) } } : {}),
  });
}

const scale = ([eur, usd, gbp]: Prices, factor: number): Prices => [
  niceAmount(eur * factor),
  niceAmount(usd * factor),
  niceAmount(gbp * factor),
];

/** Whole numbers above ten, halves below. */
function niceAmount(amount: number): number {
  return amount >= 10 ? Math.round(amount) : Math.max(1, Math.round(amount * 2) / 2);
}
