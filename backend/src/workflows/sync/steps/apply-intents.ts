import type { MedusaContainer } from '@medusajs/framework/types';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { failpoint } from '../../../failpoint';
import { SYNC_MODULE } from '../../../modules/sync';
import type { LedgerResult } from '../../../modules/sync/ledger';
import { hashSecret } from '../../../modules/sync/secret';
import type { SyncModuleService } from '../../../modules/sync/service';
import { findRegionId } from '../regions';
import { succeedOrdered } from '../succeed-ordered';
import type { SyncLaneInput } from '../sync-lane';

export type Applied = Exclude<LedgerResult, { kind: 'contended' }> | { kind: 'unknown_region' };

/** The first transaction. There is no way back from it: an intent that happened has happened. */
export const applyIntentsStep = createStep('apply-intents', async (input: SyncLaneInput, { container }) => {
  const { request, salesChannelId, customerId } = input;
  const regionId = await findRegionId(container, request.region);
  if (!regionId) return new StepResponse<Applied>({ kind: 'unknown_region' });
  const secretHash = hashSecret(request.secret);
  if (request.lane === 'cart' && request.mutations.length > 0) {
    await turnPage(container, { secretHash, customerId, region: request.region });
  }
  const applied = await container.resolve<SyncModuleService>(SYNC_MODULE).applyIntents({
    clientId: request.clientId,
    secretHash,
    customerId,
    lane: request.lane,
    region: { slug: request.region, id: regionId },
    salesChannelId,
    noticesStored: request.noticesStored,
    mutations: request.mutations,
  });
  if (applied.kind === 'applied') failpoint('after-intents');
  return new StepResponse<Applied>(applied);
});

/** When the cart has become an order meanwhile, its successor must be there first: intents say which of the two they meant. */
async function turnPage(
  container: MedusaContainer,
  { region, ...who }: { secretHash: string; customerId: string | null; region: string },
): Promise<void> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const [cart] = await sync.listOpenCarts(await sync.ownerOf(who), { lane: 'cart', region });
  if (cart?.medusaCartId) await succeedOrdered(container, cart.id);
}
