import type { Availability, CatalogImage, CatalogProduct, CatalogVariant } from '../protocol/catalog.js';
import { suits, type CardFilters } from './filters.js';

/** What a list shows of a product. Small, so that a list of thousands stays cheap to sort and keep. */
export type ProductCard = {
  id: string;
  handle: string;
  title: string;
  subtitle: string | null;
  image: CatalogImage | null;
  /** Second picture, shown on hover. */
  images2: CatalogImage | null;
  /** Lowest price of its variants; null when none is sold in this region. */
  price: number | null;
  /** Former price of the variant that has the lowest price. */
  compareAt: number | null;
  priceVaries: boolean;
  /** The best band of its variants. */
  availability: Availability;
  /** The variant the list was narrowed to; its picture comes first. Null where no option was chosen. */
  variantId: string | null;
  /** Values of the colour option, in the merchant's order. */
  swatches: string[];
  categories: string[];
  collection: string | null;
  tags: string[];
  rating: CatalogProduct['rating'];
  createdAt: number;
  /** Texts that are the merchant's own in a translated catalog. */
  untranslated?: CatalogProduct['untranslated'];
};

const COLOUR_OPTION = /^(colou?r|farbe|couleur|kleur|اللون)$/iu;

/** Asked for what is red, a list shows it in red. */
function chosenVariant({ variants, rating }: CatalogProduct, filters: CardFilters | undefined): CatalogVariant | null {
  if (!filters?.options || Object.keys(filters.options).length === 0) return null;
  return variants.find((variant) => suits(variant, rating?.average ?? 0, filters)) ?? null;
}

export function toCard(product: CatalogProduct, filters?: CardFilters): ProductCard {
  const chosen = chosenVariant(product, filters);
  const shown = product.images[chosen?.image ?? 0] ?? product.images[0] ?? null;
  const sold = product.variants.filter((variant) => variant.price !== null);
  const cheapest = sold.reduce<(typeof sold)[number] | undefined>(
    (best, variant) => (best === undefined || Number(variant.price) < Number(best.price) ? variant : best),
    undefined,
  );
  return {
    id: product.id,
    handle: product.handle,
    title: product.title,
    subtitle: product.subtitle,
    image: shown,
    images2: product.images.find((image, index) => index < 2 && image !== shown) ?? null,
    price: cheapest?.price ?? null,
    compareAt: cheapest?.compareAt ?? null,
    priceVaries: sold.some((variant) => variant.price !== cheapest?.price),
    availability: bestAvailability(sold.map((variant) => variant.availability)),
    variantId: chosen?.id ?? null,
    swatches: product.options.find((option) => COLOUR_OPTION.test(option.title))?.values ?? [],
    categories: product.categories,
    collection: product.collection,
    tags: product.tags,
    rating: product.rating,
    createdAt: product.createdAt,
    ...(product.untranslated && { untranslated: product.untranslated }),
  };
}

function bestAvailability(bands: Availability[]): Availability {
  return bands.reduce((best, band) => (rankOf(band) > rankOf(best) ? band : best), 'out');
}

/** out < backorder < low:1 … low:5 < in */
function rankOf(band: Availability): number {
  if (band === 'out') return 0;
  if (band === 'backorder') return 1;
  if (band === 'in') return 100;
  return 1 + Number(band.slice('low:'.length));
}
