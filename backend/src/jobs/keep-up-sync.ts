import type { MedusaContainer } from '@medusajs/framework/types';
import { keepUpWorkflow } from '../workflows/sync/keep-up';

/** A little at a time. */
export const config = { name: 'keep-up-sync', schedule: { interval: 15_000 } };

export default async function keepUpSync(container: MedusaContainer): Promise<void> {
  await keepUpWorkflow(container).run();
}
