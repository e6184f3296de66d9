import type { RemovedLine } from '$lib/components/cart-rows';
import type { ViewLine } from 'sync';
import type { CartState, WishState } from '$lib/state';

/** What a shopper does to the cart in one place, with the way back for what was taken out there. */
export class CartEdits {
  removed: RemovedLine[] = $state.raw([]);
  readonly #cart: CartState;
  readonly #wishes: WishState;

  /** Nothing in it, and nothing that could be put back. */
  readonly isEmpty: boolean = $derived.by(() => this.#cart.lines.length === 0 && this.removed.length === 0);

  constructor(cart: CartState, wishes: WishState) {
    this.#cart = cart;
    this.#wishes = wishes;
  }

  set = (variantId: string, quantity: number): void => {
    void this.#cart.set(variantId, quantity);
  };

  remove = (line: ViewLine, index: number): void => {
    this.removed = [...this.#without(line), { line, index }];
    void this.#cart.remove(line.variantId);
  };

  /** For later: from the cart onto the wishlist. */
  save = (line: ViewLine, index: number): void => {
    const isNew = !this.#wishes.has(line.variantId);
    this.removed = [...this.#without(line), { line, index, isSaved: isNew }];
    if (isNew) void this.#wishes.save(line);
    void this.#cart.remove(line.variantId);
  };

  putBack = (line: ViewLine): void => {
    const wasSaved = this.removed.some((entry) => entry.line.variantId === line.variantId && entry.isSaved);
    this.removed = this.#without(line);
    if (wasSaved) void this.#wishes.remove(line.variantId);
    void this.#cart.putBack(line);
  };

  #without({ variantId }: ViewLine): RemovedLine[] {
    return this.removed.filter((entry) => entry.line.variantId !== variantId);
  }
}
