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
  | Exclude<LedgerResult, { kind: 'contended' | 'ordering' | 'newcomer' | 'new-forms' }>
  | { kind: 'unknown_region' }
  | { kind: 'busy'; retryAfterSeconds?: number; tooMany?: 'devices' | 'forms' };

type Unadmitted = Extract<LedgerResult, { kind: 'newcomer' | 'new-forms' }>;
type Grant = Pick<IntentRequest, 'isAdmitted' | 'admittedForms'>;

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
  const asker = { address: input.address, device: intents.secretHash };
  const applied = await welcome(container, asker, (grant) => applyIntents(container, { ...intents, ...grant }));
  if (applied.kind === 'applied') failpoint('after-intents');
  return new StepResponse<Applied>(applied);
});

/**
 * Only who is not known yet is counted, and forms that are new: no limit ever holds up a device that has been here before, nor a
 * form whose answer was lost.
 */
async function welcome(
  container: MedusaContainer,
  asker: { address: string | null; device: string },
  apply: (grant: Grant) => Promise<Applied | Unadmitted>,
): Promise<Applied> {
  const admission = container.resolve<AdmissionModuleService>(ADMISSION_MODULE);
  let grant: Grant = { isAdmitted: false, admittedForms: 0 };
  for (;;) {
    const applied = await apply(grant);
    if (applied.kind === 'newcomer') {
      if (grant.isAdmitted) throw new Error('a client was admitted and refused all the same');
      const admitted = await admission.admit(asker.address);
      if (admitted.kind === 'refused') return { ...admitted, kind: 'busy', tooMany: 'devices' };
      grant = { ...grant, isAdmitted: true };
    } else if (applied.kind === 'new-forms') {
      const { admittedForms, retryAfterSeconds } = await admitForms(admission, asker, applied.count);
      if (admittedForms === 0) return { kind: 'busy', retryAfterSeconds, tooMany: 'forms' };
      grant = { ...grant, admittedForms };
    } else return applied;
  }
}

/** As many of them as may come now: a device that was offline for long is not refused all it has for being late. */
async function admitForms(
  admission: AdmissionModuleService,
  asker: { address: string | null; device: string },
  count: number,
): Promise<{ admittedForms: number; retryAfterSeconds: number }> {
  for (let admittedForms = 0; admittedForms < count; admittedForms++) {
    const admitted = await admission.admitForm(asker);
    if (admitted.kind === 'refused') return { admittedForms, retryAfterSeconds: admitted.retryAfterSeconds };
  }
  return { admittedForms: count, retryAfterSeconds: 0 };
}

/** An order may begin between any two lines of this. Then the changes wait until it is known which cart they belong to. */
async function applyIntents(container: MedusaContainer, intents: IntentRequest): Promise<Applied | Unadmitted> {
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
