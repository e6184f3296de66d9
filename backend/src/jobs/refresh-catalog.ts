import type { MedusaContainer } from '@medusajs/framework/types';
import { refreshCatalog } from '../workflows/catalog-feed/refresh-catalog';

export const config = { name: 'refresh-catalog', schedule: { interval: 500 } };

export default async function refreshCatalogJob(container: MedusaContainer): Promise<void> {
  await refreshCatalog(container).run();
}
