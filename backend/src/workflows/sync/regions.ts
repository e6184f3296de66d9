import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';

export type MarketRegion = { id: string; currency: string };

/** A region's slug is kept in its metadata, where the merchant can see it. There are a handful of regions. */
export async function findRegion(container: MedusaContainer, slug: string): Promise<MarketRegion | undefined> {
  const regions = await container
    .resolve(Modules.REGION)
    .listRegions({}, { select: ['id', 'metadata', 'currency_code'] });
  const region = regions.find(({ metadata }) => metadata?.slug === slug);
  return region && { id: region.id, currency: region.currency_code };
}

export const findRegionId = async (container: MedusaContainer, slug: string): Promise<string | undefined> =>
  (await findRegion(container, slug))?.id;
