import { isBlurhashValid } from 'blurhash';
import { catalogProductSchema, type CatalogImage, type CatalogProduct, type CatalogVariant } from 'sync/protocol';
import { pictureKey } from '../../../pictures/picture-key';
import { availabilityBand } from './availability';
import type { CategoryTree } from './categories';
import type { Price } from './prices';
import type { ImageFact, ProductFact, VariantFact } from './products';

/** A picture that was stored without its facts is taken for the usual portrait on paper. */
const UNKNOWN_PICTURE = { width: 1600, height: 2000, color: '#ece9e4' };

type Context = { prices: ReadonlyMap<string, Price>; categories: CategoryTree };

/** Facts → the document on the wire. Throws when the result would not be a valid one. */
export function toDocument(product: ProductFact, { prices, categories }: Context): CatalogProduct {
  const pictures = thumbnailFirst(product);
  const indexOf = (matches: (picture: ImageFact) => boolean) => {
    const index = pictures.findIndex(matches);
    return index === -1 ? null : index;
  };
  const document: CatalogProduct = {
    id: product.id,
    handle: product.handle,
    title: product.title,
    subtitle: product.subtitle || null,
    description: (product.description ?? '').trim(),
    images: pictures.map((picture, index) => withBlurhash(toImage(picture, product.title), index, picture)),
    options: product.options.map(({ title, values }) => ({ title, values })),
    variants: product.variants.map((variant) =>
      toVariant(
        variant,
        prices,
        indexOf(({ id, url }) => id === variant.imageId || url === variant.thumbnail),
      ),
    ),
    categories: [...new Set(product.categoryIds.flatMap((id) => categories.path(id)))],
    collection: product.collection,
    tags: product.tags,
    vendor: product.vendor || null,
    rating: product.rating,
    createdAt: product.createdAt,
    ...(product.untranslated?.length && { untranslated: product.untranslated }),
  };
  return catalogProductSchema.parse(document);
}

function toVariant(variant: VariantFact, prices: ReadonlyMap<string, Price>, image: number | null): CatalogVariant {
  const { price, compareAt } = prices.get(variant.priceSetId ?? '') ?? { price: null, compareAt: null };
  return {
    id: variant.id,
    title: variant.title ?? '',
    sku: variant.sku,
    options: Object.fromEntries(variant.options.map(({ title, value }) => [title, value])),
    price,
    compareAt,
    availability: availabilityBand(variant),
    image,
  };
}

function thumbnailFirst({ images, thumbnail }: ProductFact): ImageFact[] {
  if (!thumbnail) return images;
  const chosen = images.find(({ url }) => url === thumbnail) ?? { id: '', url: thumbnail, metadata: null };
  return [chosen, ...images.filter((image) => image !== chosen)];
}

function toImage({ url, metadata }: ImageFact, productTitle: string): CatalogImage {
  const { width, height, color, alt } = metadata ?? {};
  const isMeasured = isPositiveInteger(width) && isPositiveInteger(height);
  return {
    key: pictureKey(url),
    alt: typeof alt === 'string' && alt !== '' ? alt : productTitle,
    width: isMeasured ? width : UNKNOWN_PICTURE.width,
    height: isMeasured ? height : UNKNOWN_PICTURE.height,
    color: typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : UNKNOWN_PICTURE.color,
  };
}

/** For the first picture alone: it is the one that lists show, and the text does not get smaller on the wire. */
function withBlurhash(image: CatalogImage, index: number, { metadata }: ImageFact): CatalogImage {
  const blurhash = metadata?.blurhash;
  return index === 0 && typeof blurhash === 'string' && isBlurhashValid(blurhash).result
    ? { ...image, blurhash }
    : image;
}

function isPositiveInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
