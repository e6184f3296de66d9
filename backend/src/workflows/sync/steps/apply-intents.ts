import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { failpoint } from '../../../failpoint';
import { SYNC_MODULE } from '../../../modules/sync';
import type { LedgerResult } from '../../../modules/sync/ledger';
import { hashSecret } from '../../../modules/sync/secret';
import type { SyncModuleService } from '../../../modules/sync/service';
import type { SyncLaneInput } from '../sync-lane';

export type Applied = LedgerResult | { kind: 'unknown_region' };

/** The first transaction. There is no way back from it: an intent that happened has happened. */
export const applyIntentsStep = createStep(
  'apply-intents',
  async ({ request, salesChannelId }: SyncLaneInput, { container }) => {
    const regionId = await findRegionId(container, request.region);
    if (!regionId) return new StepResponse<Applied>({ kind: 'unknown_region' });
    const applied = await container.resolve<SyncModuleService>(SYNC_MODULE).applyIntents({
      clientId: request.clientId,
      secretHash: hashSecret(request.secret),
      lane: request.lane,
      region: { slug: request.region, id: regionId },
      salesChannelId,
      noticesStored: request.noticesStored,
      mutations: request.mutations,
    });
    if (applied.kind === 'applied') failpoint('after-intents');
    return new StepResponse<Applied>(applied);
  },
);

/** A region's slug is kept in its metadata, where the merchant can see it. There are a handful of regions. */
async function findRegionId(container: MedusaContainer, slug: string): Promise<string | undefined> {
  const regions = await container.resolve(Modules.REGION).listRegions({}, { select: ['id', 'metadata'] });
  return regions.find(({ metadata }) => metadata?.slug === slug)?.id;
}
