import type { MedusaContainer } from '@medusajs/framework/types';
import { forgetSearchesWorkflow } from '../workflows/search-insight/forget-searches';

/** Nightly. */
export const config = { name: 'forget-searches', schedule: '50 3 * * *' };

export default async function forgetSearches(container: MedusaContainer): Promise<void> {
  await forgetSearchesWorkflow(container).run();
}
