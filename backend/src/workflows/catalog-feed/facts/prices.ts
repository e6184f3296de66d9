import type { IPricingModuleService } from '@medusajs/framework/types';
import type { FeedRegion } from '../../../modules/catalog-feed/types';

export type Price = { price: number; compareAt: number | null };

/** What Medusa's pricing module would charge an anonymous shopper of the region for one piece, by price set. */
export async function readPrices(
  pricing: Pick<IPricingModuleService, 'calculatePrices'>,
  { regionId, currency }: FeedRegion,
  priceSetIds: string[],
): Promise<Map<string, Price>> {
  if (priceSetIds.length === 0) return new Map();
  const calculated = await pricing.calculatePrices(
    { id: priceSetIds },
    { context: { region_id: regionId, currency_code: currency } },
  );
  const prices = new Map<string, Price>();
  for (const { id, calculated_amount, original_amount } of calculated) {
    if (calculated_amount === null || calculated_amount === undefined) continue;
    const price = Number(calculated_amount);
    const original = Number(original_amount ?? price);
    prices.set(id, { price, compareAt: original > price ? original : null });
  }
  return prices;
}
