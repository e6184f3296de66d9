import type { RemovedLine } from '$lib/components/cart-rows';
import type { ViewLine } from 'sync';
import type { CartState } from '$lib/state';

/** What a shopper does to the cart in one place, with the way back for what was taken out there. */
export class CartEdits {
  removed: RemovedLine[] = $state.raw([]);
  readonly #cart: CartState;

  /** Nothing in it, and nothing that could be put back. */
  readonly isEmpty: boolean = $derived.by(() => this.#cart.lines.length === 0 && this.removed.length === 0);

  constructor(cart: CartState) {
    this.#cart = cart;
  }

  set = (variantId: string, quantity: number): void => {
    void this.#cart.set(variantId, quantity);
  };

  remove = (line: ViewLine, index: number): void => {
    this.removed = [...this.#without(line), { line, index }];
    void this.#cart.remove(line.variantId);
  };

  putBack = (line: ViewLine): void => {
    this.removed = this.#without(line);
    void this.#cart.putBack(line);
  };

  #without({ variantId }: ViewLine): RemovedLine[] {
    return this.removed.filter((entry) => entry.line.variantId !== variantId);
  }
}
