import type { CartView, Engine, LineHint, ViewLine, ViewPromotion, WishItem } from 'sync';
import type { CartTotals, CatalogProduct, CatalogVariant, Intent, Money } from 'sync/protocol';
import { askToKeepStorage } from '../offline/keep-storage';
import type { SharedWish } from '../wish-sharing';
import { earlyLines } from './early-lines';
import { hintOfLine, hintOfWish } from './line-hint';
import type { ShopState } from './shop.svelte';
import { variantLabel } from './variant-label';

/** A change made before the engine was there. */
type Early = { intent: Intent; hint: LineHint | undefined; pass: (engine: Engine) => void };

/** The cart as the shopper sees it: the server's state plus what waits in the outbox. */
export class CartState {
  isOpen = $state(false);
  /** Resolves when a change waits for the engine, so that it is loaded at once. */
  readonly isWaiting: Promise<void>;

  #view = $state.raw<CartView | null>(null);
  #early = $state.raw<readonly Early[]>([]);
  #engine: Engine | null = null;
  #tellWaiting: () => void = () => undefined;
  readonly #shop: ShopState;

  constructor(shop: ShopState) {
    this.#shop = shop;
    this.isWaiting = new Promise((resolve) => (this.#tellWaiting = resolve));
  }

  /** False until the database has answered or something was put in; on the server always. */
  readonly ready: boolean = $derived.by(() => this.#view !== null || this.#early.length > 0);
  readonly lines: ViewLine[] = $derived.by(() =>
    (this.#view?.lines ?? earlyLines(this.#early)).map((line) => {
      const name = this.#shop.names.of(line.variantId);
      return name ? { ...line, productTitle: name.title, variantTitle: name.variantTitle } : line;
    }),
  );
  readonly count: number = $derived.by(
    () => this.#view?.count ?? this.lines.reduce((sum, line) => sum + line.quantity, 0),
  );
  readonly totals: CartTotals | null = $derived.by(() => this.#view?.totals ?? null);
  readonly estimatedItemTotal: Money | null = $derived.by(() => this.#view?.estimatedItemTotal ?? null);
  readonly estimated: boolean = $derived.by(() => this.#view?.estimated ?? true);
  readonly promotions: ViewPromotion[] = $derived.by(() => this.#view?.promotions ?? []);
  readonly settled: boolean = $derived.by(() => this.#view?.settled ?? false);

  /** Resolves when the change is stored on the device; the view shows it before that. */
  async add(product: CatalogProduct, variant: CatalogVariant, quantity: number): Promise<void> {
    const { currency } = this.#shop.region;
    this.#shop.names.note(product, [variant]);
    await this.#enqueue(
      { kind: 'cart.add', args: { variantId: variant.id, quantity } },
      {
        productId: product.id,
        productTitle: product.title,
        productHandle: product.handle,
        variantTitle: variantLabel(product, variant),
        image: (product.images[variant.image ?? 0] ?? product.images[0])?.key ?? null,
        unitPrice: variant.price === null ? null : { amount: variant.price, currency },
      },
    );
    void askToKeepStorage();
  }

  /** Absolute quantity; 0 takes the line out. */
  set(variantId: string, quantity: number): Promise<void> {
    return this.#enqueue({ kind: 'cart.set', args: { variantId, quantity } });
  }

  remove(variantId: string): Promise<void> {
    return this.#enqueue({ kind: 'cart.remove', args: { variantId } });
  }

  addPromo(code: string): Promise<void> {
    return this.#enqueue({ kind: 'cart.promo.add', args: { code } });
  }

  removePromo(code: string): Promise<void> {
    return this.#enqueue({ kind: 'cart.promo.remove', args: { code } });
  }

  /** One of what was wished for. */
  addWish(wish: WishItem): Promise<void> {
    return this.#enqueue({ kind: 'cart.add', args: { variantId: wish.variantId, quantity: 1 } }, hintOfWish(wish));
  }

  /** One of what somebody else has wished for. */
  async addShared({ variantId, variantTitle, card }: SharedWish): Promise<void> {
    await this.#enqueue(
      { kind: 'cart.add', args: { variantId, quantity: 1 } },
      {
        productId: card.id,
        productTitle: card.title,
        productHandle: card.handle,
        variantTitle,
        image: card.image?.key ?? null,
        unitPrice: card.price === null ? null : { amount: card.price, currency: this.#shop.region.currency },
      },
    );
    void askToKeepStorage();
  }

  /** Undoes a removal: as many as were taken out, on top of what another device may have added since. */
  putBack(line: ViewLine): Promise<void> {
    const { variantId, quantity } = line;
    return this.#enqueue({ kind: 'cart.add', args: { variantId, quantity } }, hintOfLine(line));
  }

  /** Hands over what was changed before, then shows what the engine tells. */
  connect(engine: Engine): () => void {
    this.#engine = engine;
    for (const { pass } of this.#early) pass(engine);
    return engine.cart((view) => {
      this.#view = view;
      void this.#shop.names.learn(view.lines);
      this.#early = [];
    });
  }

  #enqueue(intent: Intent, hint?: LineHint): Promise<void> {
    if (this.#engine) return this.#engine.enqueue(intent, hint);
    return new Promise((resolve, reject) => {
      const pass = (engine: Engine) => void engine.enqueue(intent, hint).then(resolve, reject);
      this.#early = [...this.#early, { intent, hint, pass }];
      this.#tellWaiting();
    });
  }
}
