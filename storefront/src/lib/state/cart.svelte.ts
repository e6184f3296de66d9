import type { CartTotals, CatalogProduct, CatalogVariant, Money } from 'sync/protocol';
import type { CartView, Engine, ViewLine } from '../offline/engine-contract';
import type { ShopState } from './shop.svelte';

/** The cart as the shopper sees it: the server's state plus what waits in the outbox. */
export class CartState {
  isOpen = $state(false);

  #view = $state.raw<CartView | null>(null);
  readonly #engine: () => Promise<Engine>;
  readonly #shop: ShopState;

  constructor(engine: () => Promise<Engine>, shop: ShopState) {
    this.#engine = engine;
    this.#shop = shop;
  }

  /** False until the device's database has answered; on the server always. */
  readonly ready: boolean = $derived.by(() => this.#view !== null);
  readonly lines: ViewLine[] = $derived.by(() => this.#view?.lines ?? []);
  readonly count: number = $derived.by(() => this.#view?.count ?? 0);
  readonly totals: CartTotals | null = $derived.by(() => this.#view?.totals ?? null);
  readonly estimatedItemTotal: Money | null = $derived.by(() => this.#view?.estimatedItemTotal ?? null);
  readonly estimated: boolean = $derived.by(() => this.#view?.estimated ?? false);
  readonly settled: boolean = $derived.by(() => this.#view?.settled ?? true);

  /** Resolves when the intent is stored on the device; the view shows it before that. */
  async add(product: CatalogProduct, variant: CatalogVariant, quantity: number): Promise<void> {
    const engine = await this.#engine();
    await engine.enqueue(
      { kind: 'cart.add', args: { variantId: variant.id, quantity } },
      {
        productId: product.id,
        productTitle: product.title,
        productHandle: product.handle,
        variantTitle: variant.title,
        image: (product.images[variant.image ?? 0] ?? product.images[0])?.key ?? null,
        unitPrice: variant.price === null ? null : { amount: variant.price, currency: this.#shop.region.currency },
      },
    );
  }

  /** Absolute quantity; 0 takes the line out. */
  async set(variantId: string, quantity: number): Promise<void> {
    const engine = await this.#engine();
    await engine.enqueue({ kind: 'cart.set', args: { variantId, quantity } });
  }

  async remove(variantId: string): Promise<void> {
    const engine = await this.#engine();
    await engine.enqueue({ kind: 'cart.remove', args: { variantId } });
  }

  show(view: CartView): void {
    this.#view = view;
  }
}
