import type { MedusaContainer } from '@medusajs/framework/types';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { ADMISSION_MODULE } from '../../../modules/admission';
import type { AdmissionModuleService } from '../../../modules/admission/service';
import { SYNC_MODULE } from '../../../modules/sync';
import { hashSecret } from '../../../modules/sync/secret';
import type { SyncModuleService } from '../../../modules/sync/service';
import type { SharingResult } from '../../../modules/sync/shares';

export type ShareInput = { secret: string; customerId: string | null; isShared: boolean };
export type ShareOutcome = SharingResult | { kind: 'too_many'; retryAfterSeconds: number };

export const shareWishlistStep = createStep(
  'share-wishlist',
  async (input: ShareInput, { container }) => new StepResponse<ShareOutcome>(await share(container, input)),
);

async function share(container: MedusaContainer, { secret, customerId, isShared }: ShareInput): Promise<ShareOutcome> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const sharer = { secretHash: hashSecret(secret), customerId };
  if (!isShared) return sync.stopSharing(sharer);
  const before = await sync.readSharing(sharer);
  if (before.kind !== 'sharing' || before.sharing.token !== null) return before;
  const admission = container.resolve<AdmissionModuleService>(ADMISSION_MODULE);
  const admitted = await admission.admitShare(await sync.ownerOf(sharer));
  if (admitted.kind === 'refused') return { kind: 'too_many', retryAfterSeconds: admitted.retryAfterSeconds };
  return sync.startSharing(sharer);
}
