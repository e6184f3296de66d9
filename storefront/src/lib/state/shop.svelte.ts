import type { Market } from 'sync/protocol';
import { regionOf } from '../i18n/market';
import { LineNames } from './line-names.svelte';

export type ShopRegion = { currency: string; pricesIncludeTax: boolean };

/** Which market the visitor is in; it follows the address. */
export class ShopState {
  readonly names: LineNames;
  readonly #market: () => Market;

  constructor(market: () => Market) {
    this.#market = market;
    this.names = new LineNames(market);
  }

  readonly market = $derived.by(() => this.#market());
  readonly region: ShopRegion = $derived.by(() => regionOf(this.market));
}
