import type { WishItem } from 'sync';
import type { WishedToday } from '../components/wish-news';
import { readDevice } from './read-device';

/** variantId → what the catalog on this device says. What it does not hold is missing. */
export async function readWishedToday(
  catalogKey: string,
  items: readonly WishItem[],
): Promise<ReadonlyMap<string, WishedToday>> {
  const handles = [...new Set(items.flatMap(({ handle }) => handle ?? []))];
  const products = await readDevice(
    catalogKey,
    (catalog) => Promise.all(handles.map((handle) => catalog.product(handle))),
    { mayOpen: true },
  );
  const variants = (products ?? []).flatMap((product) => product?.variants ?? []);
  return new Map(variants.map(({ id, price, availability }) => [id, { price, availability }]));
}
