import type { ExecArgs } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { SYNC_MODULE } from '../modules/sync';
import type { SyncModuleService } from '../modules/sync/service';

/** After database and data folder were restored together: devices drop what the server had told them and send what they have. */
export default async function newEpoch({ container }: ExecArgs): Promise<void> {
  const { epoch } = await container.resolve<SyncModuleService>(SYNC_MODULE).beginEpoch();
  container.resolve(ContainerRegistrationKeys.LOGGER).info(`The sync epoch is ${epoch} now`);
}
