import { REGIONS, type Market } from 'sync/protocol';

export type ShopRegion = { currency: string; pricesIncludeTax: boolean };

/** Which market the visitor is in; it follows the address. */
export class ShopState {
  readonly #market: () => Market;

  constructor(market: () => Market) {
    this.#market = market;
  }

  readonly market = $derived.by(() => this.#market());
  readonly region: ShopRegion = $derived.by(() => regionOf(this.market.region));
}

function regionOf(slug: string): ShopRegion {
  const region = REGIONS.find((candidate) => candidate.slug === slug);
  if (!region) throw new Error(`No region ${slug} in the list of markets`);
  return { currency: region.currency, pricesIncludeTax: region.pricesIncludeTax };
}
