import type { MedusaContainer } from '@medusajs/framework/types';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SYNC_MODULE } from '../../../modules/sync';
import type { AttachResult } from '../../../modules/sync/attach';
import { deviceOwner } from '../../../modules/sync/owner';
import { hashSecret } from '../../../modules/sync/secret';
import type { SyncModuleService } from '../../../modules/sync/service';
import { readVariantTitles } from '../priced-cart';
import { settleOrder, succeedOrdered } from '../succeed-ordered';

export type Attached = Exclude<AttachResult, { kind: 'ordering' }> | { kind: 'busy' };

/** One transaction. A cart that is an order by now is not given away with what was bought still in it. */
export const attachDeviceStep = createStep(
  'attach-device',
  async (input: { secret: string; customerId: string }, { container }) =>
    new StepResponse<Attached>(await attach(container, input)),
);

async function attach(
  container: MedusaContainer,
  { secret, customerId }: { secret: string; customerId: string },
): Promise<Attached> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const secretHash = hashSecret(secret);
  const carts = await sync.listOpenCarts(deviceOwner(secretHash));
  for (const { id, medusaCartId } of carts) {
    if (medusaCartId && (await succeedOrdered(container, id)) === 'busy') return { kind: 'busy' };
  }
  const titles = await readVariantTitles(
    container,
    carts.flatMap(({ lane, variantIds }) => (lane === 'cart' ? variantIds : [])),
  );
  const attached = await sync.attachDevice({ secretHash, customerId, titles });
  if (attached.kind !== 'ordering') return attached;
  if ((await settleOrder(container, attached.cartId)) === 'busy') return { kind: 'busy' };
  const again = await sync.attachDevice({ secretHash, customerId, titles });
  return again.kind === 'ordering' ? { kind: 'busy' } : again;
}
