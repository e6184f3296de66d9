import type { MedusaContainer } from '@medusajs/framework/types';
import { followCatalogs } from '../workflows/product-search/follow-catalogs';

export const config = { name: 'follow-catalogs', schedule: { interval: 1_000 } };

export default async function followCatalogsJob(container: MedusaContainer): Promise<void> {
  await followCatalogs(container).run({ input: { everything: false } });
}
