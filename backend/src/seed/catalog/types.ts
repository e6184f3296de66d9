import type { BackdropName, PaintName } from '../pictures/palette';
import type { Pose } from '../pictures/recipe';

/** EUR with tax, USD without, GBP with: chosen one by one, because 29 € is a price and 31.32 $ is not. */
export type Prices = readonly [eur: number, usd: number, gbp: number];

/**
 * How full the shelf is.
 * - `plenty`     well stocked everywhere
 * - `mixed`      most variants there, one or two short or gone
 * - `few`        the last ones
 * - `none`       sold out
 * - `backorder`  none there, still sold
 * - `unmanaged`  made to order, never counted
 */
export type Shelf = 'plenty' | 'mixed' | 'few' | 'none' | 'backorder' | 'unmanaged';

/** A colour of a product: its name in the shop and the dye of its picture; `null` is the drawing's own colour. */
export type Colour = readonly [name: string, paint: PaintName | null];

export type Product = {
  handle: string;
  title: string;
  subtitle: string;
  description: string;
  /** Handle of a category of the second level. */
  category: string;
  collection?: string;
  tags: readonly string[];
  icon: string;
  pose: Pose;
  backdrop: BackdropName;
  colours?: readonly Colour[];
  /** One more option besides colour: sizes of clothes and shoes, volumes, pack sizes. */
  sizes?: { title: string; values: readonly string[]; surcharge?: Readonly<Record<string, Prices>> };
  prices: Prices;
  /** What it cost before the sale. */
  was?: Prices;
  shelf: Shelf;
  grams: number;
  material: string;
  /** A close-up as one more picture; drawings with little texture look better without. */
  closeUp?: boolean;
};

export type Category = {
  handle: string;
  name: string;
  description: string;
  children: readonly Omit<Category, 'children'>[];
};
export type Department = { category: Category; products: readonly Product[] };

export const LETTERS = { title: 'Size', values: ['S', 'M', 'L', 'XL'] } as const;
export const LETTERS_WIDE = { title: 'Size', values: ['XS', 'S', 'M', 'L', 'XL'] } as const;
export const SHOES = {
  title: 'Size (EU)',
  values: ['36', '37', '38', '39', '40', '41', '42', '43', '44', '45', '46'],
} as const;
export const SHOES_SMALL = { title: 'Size (EU)', values: ['36', '37', '38', '39', '40', '41', '42'] } as const;
