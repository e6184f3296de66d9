import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { failpoint } from '../../../failpoint';
import { SYNC_MODULE } from '../../../modules/sync';
import { medusaCartIdOf } from '../../../modules/sync/carts';
import type { DesiredCart } from '../../../modules/sync/reconcile-store';
import type { SyncModuleService } from '../../../modules/sync/service';
import { lineItemData, type LineItemData } from '../line-item';
import { planReconcile, type ActualItem } from '../plan-reconcile';
import { readSellable, type Sellable } from '../variant-facts';

export type CartPlan =
  /** Medusa's cart became an order. */
  | { kind: 'succeeded'; successorId: string }
  | { kind: 'clean' }
  | {
      kind: 'work';
      cartId: string;
      /** The revision this plan was made for. */
      rev: number;
      medusaCartId: string;
      /** What a cart that does not exist yet is made of; null when it exists, or nothing goes into it. */
      newCart: NewMedusaCart | null;
      create: Array<LineItemData & { cart_id: string }>;
      update: Array<{ selector: { id: string }; data: LineItemData }>;
      remove: string[];
    };

type NewMedusaCart = {
  id: string;
  region_id: string;
  currency_code: string;
  sales_channel_id: string;
  shipping_address?: { country_code: string };
};

type ActualCart = { currency: string; completed: boolean; items: ActualItem[] };

/**
 * Compares what is wanted with Medusa's cart and the catalog. Shortages are committed here, so that the work that follows
 * only carries over lines that can be had; everything else this step does is reading.
 */
export const planCartStep = createStep('plan-cart', async ({ cartId }: { cartId: string }, { container }) => {
  return new StepResponse(await planCart(container, cartId));
});

async function planCart(container: MedusaContainer, cartId: string): Promise<CartPlan> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const medusaCartId = medusaCartIdOf(cartId);
  const [desired, actual] = await Promise.all([sync.readDesired(cartId), readActual(container, medusaCartId)]);
  if (!desired) return { kind: 'clean' };
  if (actual?.completed) {
    const successorId = await sync.succeedCart(cartId, sumByVariant(actual.items));
    return successorId ? { kind: 'succeeded', successorId } : { kind: 'clean' };
  }
  if (!desired.cart.dirty) return { kind: 'clean' };

  const { cart } = desired;
  const region = actual ? null : await readRegion(container, cart.region_id);
  const pricing = { region_id: cart.region_id, currency_code: actual?.currency ?? region?.currency_code ?? '' };
  const sellable = await readSellable(container, {
    lines: desired.lines,
    salesChannelId: cart.sales_channel_id,
    pricing,
  });
  const plan = planReconcile({
    lines: desired.lines,
    items: actual?.items ?? [],
    variants: sellable.facts,
    titles: sellable.titles,
  });
  const after = await commitShortages(sync, desired, plan.shortages);
  const needsCart = region !== null && plan.create.length > 0;
  return {
    kind: 'work',
    cartId,
    rev: after.cart.rev,
    medusaCartId,
    newCart: needsCart
      ? {
          id: medusaCartId,
          region_id: cart.region_id,
          currency_code: region.currency_code,
          sales_channel_id: cart.sales_channel_id,
          ...onlyCountry(region.countries),
        }
      : null,
    create: plan.create.map((line) => ({ cart_id: medusaCartId, ...dataOf(sellable, line) })),
    update: plan.update.map((line) => ({ selector: { id: line.itemId }, data: dataOf(sellable, line) })),
    remove: plan.remove,
  };
}

function dataOf(
  { records, prices }: Sellable,
  { variantId, quantity }: { variantId: string; quantity: number },
): LineItemData {
  const variant = records.find(({ id }) => id === variantId);
  const price = prices.get(variantId);
  if (!variant || !price) throw new Error(`variant ${variantId} was planned without being sellable`);
  return lineItemData(variant, price, quantity);
}

async function commitShortages(
  sync: SyncModuleService,
  desired: DesiredCart,
  shortages: Parameters<SyncModuleService['applyShortages']>[1],
): Promise<DesiredCart> {
  if (shortages.length === 0) return desired;
  const after = (await sync.applyShortages(desired.cart.id, shortages)) ?? desired;
  failpoint('after-lowering');
  return after;
}

async function readActual(container: MedusaContainer, medusaCartId: string): Promise<ActualCart | null> {
  const carts = await container
    .resolve(Modules.CART)
    .listCarts(
      { id: [medusaCartId] },
      { select: ['id', 'currency_code', 'completed_at'], relations: ['items'], take: 1 },
    );
  const cart = carts[0];
  if (!cart) return null;
  return {
    currency: cart.currency_code,
    completed: Boolean(cart.completed_at),
    items: (cart.items ?? []).map((item) => ({
      id: item.id,
      variantId: item.variant_id ?? null,
      quantity: Number(item.quantity),
      unitPrice: Number(item.unit_price),
    })),
  };
}

const readRegion = (container: MedusaContainer, id: string) =>
  container.resolve(Modules.REGION).retrieveRegion(id, { relations: ['countries'] });

/** Where a region has one country, Medusa starts the cart with it, so taxes are known from the first line on. */
function onlyCountry(countries: ReadonlyArray<{ iso_2: string }>): { shipping_address?: { country_code: string } } {
  const [country, ...others] = countries;
  return country && others.length === 0 ? { shipping_address: { country_code: country.iso_2 } } : {};
}

function sumByVariant(items: readonly ActualItem[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { variantId, quantity } of items) {
    if (variantId !== null) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  }
  return sums;
}
