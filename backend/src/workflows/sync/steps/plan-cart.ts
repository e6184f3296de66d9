import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { failpoint } from '../../../failpoint';
import { SYNC_MODULE } from '../../../modules/sync';
import { medusaCartIdOf, type CartRow } from '../../../modules/sync/carts';
import type { DesiredCart } from '../../../modules/sync/reconcile-store';
import type { SyncModuleService } from '../../../modules/sync/service';
import { readActual, sumByVariant } from '../actual-cart';
import type { ReconcileInput } from '../reconcile-cart';
import { leaveOut } from '../isolate';
import { readCustomer } from '../customer-facts';
import { lineItemData, type LineItemData } from '../line-item';
import { planReconcile } from '../plan-reconcile';
import { findUnusableCodes } from '../promotions';
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
      /** The codes this cart asks for, and whether Medusa's has others: then it has to count again. */
      promos: string[];
      promosDiffer: boolean;
      /** Something was left out. */
      isTrial: boolean;
    };

type NewMedusaCart = {
  id: string;
  customer_id?: string;
  email?: string;
  region_id: string;
  currency_code: string;
  sales_channel_id: string;
  shipping_address?: { country_code: string };
};

/**
 * Compares what is wanted with Medusa's cart and the catalog. Shortages are committed here, so that the work that follows
 * only carries over lines that can be had; everything else this step does is reading.
 */
export const planCartStep = createStep('plan-cart', async (input: ReconcileInput, { container }) => {
  return new StepResponse(await planCart(container, input));
});

async function planCart(container: MedusaContainer, { cartId, without }: ReconcileInput): Promise<CartPlan> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const medusaCartId = medusaCartIdOf(cartId);
  const [found, actual] = await Promise.all([sync.readDesired(cartId), readActual(container, medusaCartId)]);
  if (!found) return { kind: 'clean' };
  if (actual?.completed) {
    const successorId = await sync.succeedCart(cartId, sumByVariant(actual.items));
    return successorId ? { kind: 'succeeded', successorId } : { kind: 'clean' };
  }
  if (!found.cart.dirty || isOver(found.cart)) return { kind: 'clean' };

  const { cart } = found;
  const wanted = without ? leaveOut(found.desired, without) : found.desired;
  const customer = await readCustomer(container, cart.owner);
  const region = actual ? null : await readRegion(container, cart.region_id);
  const pricing = {
    region_id: cart.region_id,
    currency_code: actual?.currency ?? region?.currency_code ?? '',
    ...(customer && { customer: { groups: customer.groups } }),
  };
  const sellable = await readSellable(container, {
    lines: wanted.lines,
    salesChannelId: cart.sales_channel_id,
    pricing,
  });
  const plan = planReconcile({
    lines: wanted.lines,
    items: actual?.items ?? [],
    variants: sellable.facts,
    titles: sellable.titles,
  });
  const unusable = await findUnusableCodes(container, wanted.promos, customer);
  const refused = unusable.map((code) => ({ kind: 'promo_refused' as const, code }));
  const after = await commitShortages(sync, found, [...plan.shortages, ...refused]);
  const promosOf = ({ desired }: DesiredCart) => [...(without ? leaveOut(desired, without) : desired).promos];
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
          ...(customer && { customer_id: customer.id, ...(customer.email !== null && { email: customer.email }) }),
          ...onlyCountry(region.countries),
        }
      : null,
    create: plan.create.map((line) => ({ cart_id: medusaCartId, ...dataOf(sellable, line) })),
    update: plan.update.map((line) => ({ selector: { id: line.itemId }, data: dataOf(sellable, line) })),
    remove: plan.remove,
    isTrial: without !== undefined,
    promos: promosOf(after),
    promosDiffer: actual !== null && !isSameSet(actual.promos, promosOf(after)),
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
  found: DesiredCart,
  shortages: Parameters<SyncModuleService['applyShortages']>[1],
): Promise<DesiredCart> {
  if (shortages.length === 0) return found;
  const after = (await sync.applyShortages(found.cart.id, shortages)) ?? found;
  failpoint('after-lowering');
  return after;
}

/** Nothing is carried over any more to the cart of somebody who has another one now. */
const isOver = ({ state }: CartRow): boolean => state === 'merged' || state === 'expired';

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((code) => b.includes(code));

const readRegion = (container: MedusaContainer, id: string) =>
  container.resolve(Modules.REGION).retrieveRegion(id, { relations: ['countries'] });

/** Where a region has one country, Medusa starts the cart with it, so taxes are known from the first line on. */
function onlyCountry(countries: ReadonlyArray<{ iso_2: string }>): { shipping_address?: { country_code: string } } {
  const [country, ...others] = countries;
  return country && others.length === 0 ? { shipping_address: { country_code: country.iso_2 } } : {};
}
