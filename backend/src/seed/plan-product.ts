import { describePicture, type Picture, type Recipe } from './pictures/recipe';
import { BACKDROP_OF } from './pictures/palette';
import type { Colour, Prices, Product, Shelf } from './catalog/types';

export type PlannedImage = Picture & { alt: string; recipe: Recipe };

export type PlannedVariant = {
  sku: string;
  title: string;
  options: Record<string, string>;
  prices: Prices;
  was: Prices | null;
  /** null when stock is not counted. */
  stock: number | null;
  backorder: boolean;
  /** Index into the product's images. */
  image: number;
};

export type PlannedProduct = {
  product: Product;
  options: { title: string; values: string[] }[];
  images: PlannedImage[];
  variants: PlannedVariant[];
};

const NO_COLOUR: Colour = ['', null];
const COLOUR = 'Colour';

/** Unfolds one entry of the catalog into options, pictures and variants. Pure: the same entry gives the same plan. */
export function planProduct(product: Product): PlannedProduct {
  const colours = product.colours ?? [NO_COLOUR];
  const sizes = product.sizes?.values ?? [''];
  const images = colours.map((colour) => picture(product, colour, 'whole'));
  if (product.closeUp ?? !product.colours) images.push(picture(product, colours[0] ?? NO_COLOUR, 'detail'));
  const variants = colours.flatMap((colour, image) => sizes.map((size) => planVariant(product, colour, size, image)));
  return { product, options: planOptions(product), images, variants };
}

function planOptions(product: Product): PlannedProduct['options'] {
  const options: PlannedProduct['options'] = [];
  if (product.colours) options.push({ title: COLOUR, values: product.colours.map(([name]) => name) });
  if (product.sizes) options.push({ title: product.sizes.title, values: [...product.sizes.values] });
  // Medusa wants at least one option on every product.
  return options.length > 0 ? options : [{ title: 'Edition', values: ['Standard'] }];
}

function planVariant(product: Product, [colour]: Colour, size: string, image: number): PlannedVariant {
  const options: Record<string, string> = {};
  if (product.colours) options[COLOUR] = colour;
  if (product.sizes) options[product.sizes.title] = size;
  if (!product.colours && !product.sizes) options['Edition'] = 'Standard';
  const sku = [product.handle, colour, size].filter(Boolean).map(skuPart).join('-');
  const extra = product.sizes?.surcharge?.[size] ?? [0, 0, 0];
  return {
    sku,
    title: Object.values(options).join(' / '),
    options,
    prices: plus(product.prices, extra),
    was: product.was ? plus(product.was, extra) : null,
    stock: stockOf(product.shelf, sku),
    backorder: product.shelf === 'backorder',
    image,
  };
}

function picture(product: Product, [name, paint]: Colour, shot: Recipe['shot']): PlannedImage {
  const recipe: Recipe = {
    icon: product.icon,
    paint,
    backdrop: paint ? BACKDROP_OF[paint] : product.backdrop,
    pose: product.pose,
    shot,
  };
  const alt = [product.title, name && `in ${name}`, shot === 'detail' && 'close up'].filter(Boolean).join(', ');
  return { ...describePicture(recipe), alt, recipe };
}

function plus(prices: Prices, extra: Prices): Prices {
  return [cents(prices[0] + extra[0]), cents(prices[1] + extra[1]), cents(prices[2] + extra[2])];
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

function skuPart(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function stockOf(shelf: Shelf, sku: string): number | null {
  const chance = spread(sku);
  switch (shelf) {
    case 'unmanaged':
      return null;
    case 'none':
    case 'backorder':
      return 0;
    case 'few':
      return 1 + (chance % 5);
    case 'plenty':
      return 18 + (chance % 120);
    case 'mixed':
      return chance % 9 === 0 ? 0 : chance % 4 === 0 ? 1 + (chance % 5) : 8 + (chance % 60);
  }
}

/** A number that looks random and belongs to the text: FNV-1a. */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
