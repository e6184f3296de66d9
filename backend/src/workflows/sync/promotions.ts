import type { MedusaContainer, PromotionDTO } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import type { CustomerFacts } from './customer-facts';

/** Codes that Medusa cannot even be asked about: it would fail the whole refresh of the cart. */
export async function findUnusableCodes(
  container: MedusaContainer,
  codes: readonly string[],
  customer: CustomerFacts | null,
): Promise<string[]> {
  if (codes.length === 0) return [];
  const promotions = await listPromotions(container, codes);
  const usable = new Set(
    promotions.filter((promotion) => !lacksAttribute(promotion, customer)).map(({ code }) => code),
  );
  return codes.filter((code) => !usable.has(code));
}

/**
 * Of these codes, those that took nothing off after a refresh. A code for shipping waits until a way of shipping is chosen,
 * unless it is not running.
 */
export async function findIdleCodes(
  container: MedusaContainer,
  medusaCartId: string,
  codes: readonly string[],
  now: Date,
): Promise<string[]> {
  if (codes.length === 0) return [];
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: 'cart',
    fields: ['items.id', 'items.adjustments.code', 'shipping_methods.id', 'shipping_methods.adjustments.code'],
    filters: { id: medusaCartId },
  });
  const cart: AdjustedCart | undefined = data[0];
  if (!cart?.items?.length) return [];
  const methods = cart.shipping_methods ?? [];
  const working = new Set(
    [...cart.items, ...methods].flatMap((part) => part?.adjustments?.map((entry) => entry?.code) ?? []),
  );
  const idle = codes.filter((code) => !working.has(code));
  if (idle.length === 0 || methods.length > 0) return idle;
  const waiting = new Set(
    (await listPromotions(container, idle)).flatMap((promotion) =>
      promotion.application_method?.target_type === 'shipping_methods' && isRunning(promotion, now)
        ? [promotion.code]
        : [],
    ),
  );
  return idle.filter((code) => !waiting.has(code));
}

type Adjusted = { id: string; adjustments?: Array<{ code?: string | null } | null> | null } | null;
type AdjustedCart = { items?: Adjusted[] | null; shipping_methods?: Adjusted[] | null };

const listPromotions = (container: MedusaContainer, codes: readonly string[]) =>
  container
    .resolve(Modules.PROMOTION)
    .listPromotions({ code: [...codes] }, { relations: ['application_method', 'campaign', 'campaign.budget'] });

function isRunning({ status, campaign }: PromotionDTO, now: Date): boolean {
  if (status !== 'active') return false;
  const { starts_at: start, ends_at: end } = campaign ?? {};
  return (!start || new Date(start) <= now) && (!end || now <= new Date(end));
}

/** A budget per customer or address cannot be counted for a cart that has neither. */
function lacksAttribute({ campaign }: PromotionDTO, customer: CustomerFacts | null): boolean {
  const budget = campaign?.budget;
  if (budget?.type !== 'use_by_attribute') return false;
  return !(budget.attribute === 'customer_id' ? customer : customer?.email);
}
