import { catalogOf, type CatalogProduct, type CatalogVariant, type Market } from 'sync/protocol';
import { readDevice } from '../offline/read-device';
import { variantLabel } from './variant-label';

type Name = { title: string; variantTitle: string | null };
type Line = { variantId: string; productHandle: string | null };

/**
 * What things are called in the language of the market. The shop answers about a cart in the merchant's own words, because a cart
 * has a region and no language; the catalog on this device has the words of the pages. Where it lacks a thing, the shop's stand.
 */
export class LineNames {
  /** By variant id. */
  #names = $state.raw<Readonly<Record<string, Name>>>({});
  /** Lines that the device had no words for when they were shown. */
  #unnamed: readonly Line[] = [];
  readonly #market: () => Market;

  constructor(market: () => Market) {
    this.#market = market;
  }

  of(variantId: string): Name | undefined {
    return this.#names[variantId];
  }

  /** What the shopper has just seen. */
  note(product: CatalogProduct, variants: readonly CatalogVariant[] = product.variants): void {
    if (!this.#isNeeded) return;
    const names = variants.map((variant): [string, Name] => [
      variant.id,
      { title: product.title, variantTitle: variantLabel(product, variant) },
    ]);
    this.#names = { ...this.#names, ...Object.fromEntries(names) };
  }

  /** Looks up what is not known yet. */
  async learn(lines: readonly Line[]): Promise<void> {
    if (!this.#isNeeded) return;
    const handles = lines.flatMap(({ variantId, productHandle }) =>
      productHandle === null || this.#names[variantId] ? [] : productHandle,
    );
    if (handles.length === 0) return;
    const products = await readDevice(
      catalogOf(this.#market()).slug,
      (catalog) => Promise.all(handles.map((handle) => catalog.product(handle))),
      { mayOpen: true },
    );
    for (const product of products ?? []) if (product) this.note(product);
    this.#unnamed = lines.filter(({ variantId }) => !this.#names[variantId]);
  }

  /** For when the catalog has arrived after the cart. */
  learnLate(): void {
    void this.learn(this.#unnamed);
  }

  get #isNeeded(): boolean {
    return catalogOf(this.#market()).language !== null;
  }
}
