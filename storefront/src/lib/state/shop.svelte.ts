import type { Market } from 'sync/protocol';
import { regionOf } from '../i18n/market';

export type ShopRegion = { currency: string; pricesIncludeTax: boolean };

/** Which market the visitor is in; it follows the address. */
export class ShopState {
  readonly #market: () => Market;

  constructor(market: () => Market) {
    this.#market = market;
  }

  readonly market = $derived.by(() => this.#market());
  readonly region: ShopRegion = $derived.by(() => regionOf(this.market));
}
