import type { MedusaContainer } from '@medusajs/framework/types';
import { reconcileDirtyCartsWorkflow } from '../workflows/sync/reconcile-dirty-carts';

export default async function reconcileDirtyCarts(container: MedusaContainer): Promise<void> {
  await reconcileDirtyCartsWorkflow(container).run({ input: { limit: 20 } });
}

export const config = {
  name: 'reconcile-dirty-carts',
  schedule: { interval: 3_000 },
};
