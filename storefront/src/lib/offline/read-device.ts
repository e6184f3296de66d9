import { browser } from '$app/environment';
import type { Catalog, CatalogState } from 'sync';
import { whenIdle } from '../idle';
import { openDevice, openedDevice } from './device';

/**
 * The server puts what a page needs into it, the worker's shell holds nothing: then the device is the first to ask, else its
 * databases stay closed until they are needed, because opening them costs script.
 */
export const isStartedByShell = browser && document.querySelector('script[data-sveltekit-fetched]') === null;

/** In both, what is there is right; in a partial one what is missing may well be sold, and the server is asked. */
const READABLE = new Set<CatalogState>(['ready', 'partial']);

/** A page that never rests is not made to wait for ever. */
const IDLE_WITHIN_MS = 2_000;

/** What the replica on this device says; undefined where there is none, or it does not know. */
export async function readDevice<Found>(
  catalogKey: string,
  read: (catalog: Catalog) => Promise<Found | undefined>,
  { mayOpen }: { mayOpen: boolean },
): Promise<Found | undefined> {
  if (!browser) return undefined;
  try {
    const device = await (mayOpen || isStartedByShell ? openDevice(catalogKey) : openedDevice(catalogKey));
    if (!device) return undefined;
    // Both at once, so that a tap waits for the slower one. Where the answer does not count it is not waited for.
    const found = read(device.catalog);
    found.catch(() => undefined);
    return READABLE.has(await device.catalog.state()) ? await found : undefined;
  } catch {
    // A browser whose database does not work still has the network.
    return undefined;
  }
}

/** Has products at hand in memory, so that a tap on one of them does not wait for its part of the replica. Reads in idle moments. */
export async function readAhead(catalogKey: string, handles: readonly string[], signal: AbortSignal): Promise<void> {
  for (const handle of handles) {
    await whenIdle(IDLE_WITHIN_MS);
    if (signal.aborted) return;
    const device = await openedDevice(catalogKey);
    await device?.catalog.product(handle);
  }
}

/** A device that has only part of the catalog keeps what was looked at. Others have it already. */
export async function keepVisited(catalogKey: string, handle: string): Promise<void> {
  if (!browser) return;
  const device = await openedDevice(catalogKey)?.catch(() => undefined);
  // A visit that cannot be kept is still a visit.
  if (device && !(await device.catalog.product(handle).catch(() => undefined))) {
    await device.catalog.remember([handle]).catch(() => undefined);
  }
}
