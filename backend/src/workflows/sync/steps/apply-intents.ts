import type { MedusaContainer } from '@medusajs/framework/types';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { failpoint } from '../../../failpoint';
import { ADMISSION_MODULE } from '../../../modules/admission';
import type { AdmissionModuleService } from '../../../modules/admission/service';
import { SYNC_MODULE } from '../../../modules/sync';
import type { IntentRequest, LedgerResult } from '../../../modules/sync/ledger';
import { hashSecret } from '../../../modules/sync/secret';
import type { SyncModuleService } from '../../../modules/sync/service';
import { findRegionId } from '../regions';
import { settleOrder, succeedOrdered, type Succession } from '../succeed-ordered';
import type { SyncLaneInput } from '../sync-lane';

export type Applied =
  | Exclude<LedgerResult, { kind: 'contended' | 'ordering' | 'newcomer' }>
  | { kind: 'unknown_region' }
  | { kind: 'busy'; retryAfterSeconds?: number };

/** The first transaction. There is no way back from it: an intent that happened has happened. */
export const applyIntentsStep = createStep('apply-intents', async (input: SyncLaneInput, { container }) => {
  const { request, salesChannelId, customerId } = input;
  const regionId = await findRegionId(container, request.region);
  if (!regionId) return new StepResponse<Applied>({ kind: 'unknown_region' });
  const intents = {
    clientId: request.clientId,
    secretHash: hashSecret(request.secret),
    customerId,
    lane: request.lane,
    region: { slug: request.region, id: regionId },
    salesChannelId,
    noticesStored: request.noticesStored,
    mutations: request.mutations,
  };
  const applied = await welcome(container, input.address, (isAdmitted) =>
    applyIntents(container, { ...intents, isAdmitted }),
  );
  if (applied.kind === 'applied') failpoint('after-intents');
  return new StepResponse<Applied>(applied);
});

/** Only who is not known yet is counted, so no limit ever holds up a device that has been here before. */
async function welcome(
  container: MedusaContainer,
  address: string | null,
  apply: (isAdmitted: boolean) => Promise<Applied | { kind: 'newcomer' }>,
): Promise<Applied> {
  const applied = await apply(false);
  if (applied.kind !== 'newcomer') return applied;
  const admission = await container.resolve<AdmissionModuleService>(ADMISSION_MODULE).admit(address);
  if (admission.kind === 'refused') return { kind: 'busy', retryAfterSeconds: admission.retryAfterSeconds };
  const again = await apply(true);
  if (again.kind === 'newcomer') throw new Error('a client was admitted and refused all the same');
  return again;
}

/** An order may begin between any two lines of this. Then the changes wait until it is known which cart they belong to. */
async function applyIntents(
  container: MedusaContainer,
  intents: IntentRequest,
): Promise<Applied | { kind: 'newcomer' }> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  if ((await turnPage(container, intents)) === 'busy') return { kind: 'busy' };
  const applied = await sync.applyIntents(intents);
  if (applied.kind !== 'ordering') return applied;
  if ((await settleOrder(container, applied.cartId)) === 'busy') return { kind: 'busy' };
  const again = await sync.applyIntents(intents);
  return again.kind === 'ordering' ? { kind: 'busy' } : again;
}

/** When the cart has become an order meanwhile, its successor must be there first: intents say which of the two they meant. */
async function turnPage(
  container: MedusaContainer,
  { lane, region, mutations, ...who }: IntentRequest,
): Promise<Succession> {
  if (lane !== 'cart' || mutations.length === 0) return 'done';
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const [cart] = await sync.listOpenCarts(await sync.ownerOf(who), { lane, region: region.slug });
  return cart?.medusaCartId ? succeedOrdered(container, cart.id) : 'done';
}
