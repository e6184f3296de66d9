import type { Engine, LineHint, ViewLine, WishItem } from 'sync';
import type { CatalogProduct, CatalogVariant, Intent } from 'sync/protocol';
import { askToKeepStorage } from '../offline/keep-storage';
import { hintOfLine, hintOfWish } from './line-hint';
import type { ShopState } from './shop.svelte';
import { variantLabel } from './variant-label';

/** A wish made or taken back before the engine was there. */
type Early = { variantId: string; isWished: boolean; pass: (engine: Engine) => void };

/** What the shopper has set their heart on: the server's list plus what waits in the outbox. */
export class WishState {
  /** Resolves when a change waits for the engine, so that it is loaded at once. */
  readonly isWaiting: Promise<void>;

  #items = $state.raw<readonly WishItem[] | null>(null);
  #early = $state.raw<readonly Early[]>([]);
  #engine: Engine | null = null;
  #tellWaiting: () => void = () => undefined;
  readonly #shop: ShopState;

  constructor(shop: ShopState) {
    this.#shop = shop;
    this.isWaiting = new Promise((resolve) => (this.#tellWaiting = resolve));
  }

  /** False until the database has answered; on the server always. */
  readonly ready: boolean = $derived.by(() => this.#items !== null);
  readonly items: readonly WishItem[] = $derived.by(() =>
    (this.#items ?? []).map((item) => ({ ...item, ...this.#shop.names.of(item.variantId) })),
  );

  has(variantId: string): boolean {
    const early = this.#early.findLast((change) => change.variantId === variantId);
    return early?.isWished ?? this.items.some((item) => item.variantId === variantId);
  }

  /** Resolves when the wish is stored on the device; the view shows it before that. */
  async add(product: CatalogProduct, variant: CatalogVariant): Promise<void> {
    this.#shop.names.note(product, [variant]);
    await this.#enqueue(
      { kind: 'wishlist.add', args: { variantId: variant.id } },
      {
        productId: product.id,
        productTitle: product.title,
        productHandle: product.handle,
        variantTitle: variantLabel(product, variant),
        image: (product.images[variant.image ?? 0] ?? product.images[0])?.key ?? null,
        unitPrice: variant.price === null ? null : { amount: variant.price, currency: this.#shop.region.currency },
      },
    );
    void askToKeepStorage();
  }

  remove(variantId: string): Promise<void> {
    return this.#enqueue({ kind: 'wishlist.remove', args: { variantId } });
  }

  /** What was in the cart, for later. */
  save(line: ViewLine): Promise<void> {
    return this.#enqueue({ kind: 'wishlist.add', args: { variantId: line.variantId } }, hintOfLine(line));
  }

  /** Undoes a removal. */
  putBack(wish: WishItem): Promise<void> {
    return this.#enqueue({ kind: 'wishlist.add', args: { variantId: wish.variantId } }, hintOfWish(wish));
  }

  /** Hands over what was changed before, then shows what the engine tells. */
  connect(engine: Engine): () => void {
    this.#engine = engine;
    for (const { pass } of this.#early) pass(engine);
    return engine.wishlist(({ items }) => {
      this.#items = items;
      void this.#shop.names.learn(items.map(({ variantId, handle }) => ({ variantId, productHandle: handle })));
      this.#early = [];
    });
  }

  #enqueue(intent: Extract<Intent, { kind: 'wishlist.add' | 'wishlist.remove' }>, hint?: LineHint): Promise<void> {
    if (this.#engine) return this.#engine.enqueue(intent, hint);
    return new Promise((resolve, reject) => {
      const pass = (engine: Engine) => void engine.enqueue(intent, hint).then(resolve, reject);
      const isWished = intent.kind === 'wishlist.add';
      this.#early = [...this.#early, { variantId: intent.args.variantId, isWished, pass }];
      this.#tellWaiting();
    });
  }
}
