import type { MedusaContainer } from '@medusajs/framework/types';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../../modules/sync';
import type { AttachResult } from '../../../modules/sync/attach';
import { deviceOwner } from '../../../modules/sync/owner';
import { hashSecret } from '../../../modules/sync/secret';
import type { SyncModuleService } from '../../../modules/sync/service';
import { readVariantNames } from '../priced-cart';
import { succeedOrdered } from '../succeed-ordered';

/** One transaction. A cart that is an order by now is not given away with what was bought still in it. */
export const attachDeviceStep = createStep(
  'attach-device',
  async ({ secret, customerId }: { secret: string; customerId: string }, { container }) => {
    const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
    const secretHash = hashSecret(secret);
    const carts = await sync.listOpenCarts(deviceOwner(secretHash));
    for (const { id, medusaCartId } of carts) if (medusaCartId) await succeedOrdered(container, id);
    const titles = await readTitles(
      container,
      carts.flatMap(({ lane, variantIds }) => (lane === 'cart' ? variantIds : [])),
    );
    return new StepResponse<AttachResult>(await sync.attachDevice({ secretHash, customerId, titles }));
  },
);

async function readTitles(container: MedusaContainer, variantIds: string[]): Promise<Map<string, string>> {
  const names = await readVariantNames(container, [...new Set(variantIds)]);
  return new Map([...names].map(([id, { productTitle, variantTitle }]) => [id, titleOf(productTitle, variantTitle)]));
}

const titleOf = (...parts: Array<string | null>): string =>
  parts.filter((part) => part && part !== 'Default variant').join(' · ');
