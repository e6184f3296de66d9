import { SyncError } from './errors.js';
import type { Clock } from './ports/clock.js';
import { withDeadline } from './ports/deadline.js';

/** Longer than a file of a few kilobytes takes on the slowest network that is of any use. */
const LOAD_MS = 30_000;

/**
 * Loads a part of the engine that comes in a file of its own. The worker has every file of the build, so this fails only where
 * there is no worker, or not yet, and no network. Some browsers then refuse until the page is loaded anew.
 */
export async function loadPart<T>(load: () => Promise<T>, clock: Clock, signal: AbortSignal): Promise<T> {
  try {
    return await withDeadline(clock, LOAD_MS, signal, load);
  } catch (cause) {
    throw new SyncError('not_loaded', 'a part of the shop could not be loaded', { cause });
  }
}
