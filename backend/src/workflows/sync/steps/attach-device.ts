import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../../modules/sync';
import type { AttachResult } from '../../../modules/sync/attach';
import { deviceOwner } from '../../../modules/sync/owner';
import { hashSecret } from '../../../modules/sync/secret';
import type { SyncModuleService } from '../../../modules/sync/service';
import { readVariantTitles } from '../priced-cart';
import { succeedOrdered } from '../succeed-ordered';

/** One transaction. A cart that is an order by now is not given away with what was bought still in it. */
export const attachDeviceStep = createStep(
  'attach-device',
  async ({ secret, customerId }: { secret: string; customerId: string }, { container }) => {
    const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
    const secretHash = hashSecret(secret);
    const carts = await sync.listOpenCarts(deviceOwner(secretHash));
    for (const { id, medusaCartId } of carts) if (medusaCartId) await succeedOrdered(container, id);
    const titles = await readVariantTitles(
      container,
      carts.flatMap(({ lane, variantIds }) => (lane === 'cart' ? variantIds : [])),
    );
    return new StepResponse<AttachResult>(await sync.attachDevice({ secretHash, customerId, titles }));
  },
);
