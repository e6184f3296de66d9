import type { InstallProgress } from './install.js';
import type { Job } from './upkeep-messages.js';
import type { Updated, Upkeep } from './upkeep.js';

/** Null where there is nothing to tell but that it is done. */
export async function runJob(
  upkeep: Upkeep,
  job: Job,
  onProgress: (progress: InstallProgress) => void,
): Promise<Updated | null> {
  if (job.kind === 'update') return upkeep.update();
  if (job.kind === 'remember') return upkeep.remember(job.handles);
  if (job.kind === 'install') await upkeep.install(onProgress);
  if (job.kind === 'shrink') await upkeep.shrink();
  return null;
}
