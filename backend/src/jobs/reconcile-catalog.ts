import type { MedusaContainer } from '@medusajs/framework/types';
import { reconcileCatalog } from '../workflows/catalog-feed/reconcile-catalog';

/** Nightly. */
export const config = { name: 'reconcile-catalog', schedule: '20 3 * * *' };

export default async function reconcileCatalogJob(container: MedusaContainer): Promise<void> {
  await reconcileCatalog(container).run();
}
