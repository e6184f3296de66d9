import type { MedusaContainer } from '@medusajs/framework/types';
import { followCatalogs } from '../workflows/product-search/follow-catalogs';

/** Nightly, after the feed has healed itself. */
export const config = { name: 'reconcile-search', schedule: '50 3 * * *' };

export default async function reconcileSearchJob(container: MedusaContainer): Promise<void> {
  await followCatalogs(container).run({ input: { everything: true } });
}
