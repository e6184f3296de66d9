import type { MedusaContainer } from '@medusajs/framework/types';
import { SYNC_MODULE } from '../modules/sync';
import type { SyncModuleService } from '../modules/sync/service';

/** A restore that falls between two beats goes unnoticed, so they are close together. */
export const config = { name: 'sync-beat', schedule: { interval: 5_000 } };

export default async function beat(container: MedusaContainer): Promise<void> {
  await container.resolve<SyncModuleService>(SYNC_MODULE).beat();
}
