import { browser } from '$app/environment';
import type { Catalog, CatalogState } from 'sync';
import { openDevice, openedDevice } from './device';

/**
 * The server puts what a page needs into it, the worker's shell holds nothing: then the device is the first to ask, else its
 * databases stay closed until they are needed, because opening them costs script.
 */
export const isStartedByShell = browser && document.querySelector('script[data-sveltekit-fetched]') === null;

/** In both, what is there is right; in a partial one what is missing may well be sold, and the server is asked. */
const READABLE = new Set<CatalogState>(['ready', 'partial']);

/** What the replica on this device says; undefined where there is none, or it does not know. */
export async function readDevice<Found>(
  catalogKey: string,
  read: (catalog: Catalog) => Promise<Found | undefined>,
  { mayOpen }: { mayOpen: boolean },
): Promise<Found | undefined> {
  if (!browser) return undefined;
  try {
    const device = await (mayOpen || isStartedByShell ? openDevice(catalogKey) : openedDevice(catalogKey));
    if (!device || !READABLE.has(await device.catalog.state())) return undefined;
    return await read(device.catalog);
  } catch {
    // A browser whose database does not work still has the network.
    return undefined;
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
