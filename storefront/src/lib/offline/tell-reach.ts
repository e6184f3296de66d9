import { SyncError, type Upkeep } from 'sync';
import type { ReachReport } from './reach';

/** What `watchReach` does, for the upkeep of the catalog: its requests leave from a worker. */
export function tellReach(upkeep: Upkeep, report: ReachReport, isOnline: () => boolean): Upkeep {
  const told = async <T>(work: Promise<T>, hasAsked: (result: T) => boolean = () => true): Promise<T> => {
    try {
      const result = await work;
      if (hasAsked(result)) report('online');
      return result;
    } catch (error) {
      const code = error instanceof SyncError ? error.code : null;
      if (code === 'catalog_unreachable') report(isOnline() ? 'server-down' : 'offline');
      if (code === 'catalog_invalid') report('server-down');
      throw error;
    }
  };
  return {
    install: (onProgress) => told(upkeep.install(onProgress)),
    update: () => told(upkeep.update()),
    remember: (handles) => told(upkeep.remember(handles), (remembered) => remembered !== null),
    // It asks nobody.
    shrink: () => upkeep.shrink(),
  };
}
