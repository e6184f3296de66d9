import { browser } from '$app/environment';
import type { Catalog } from 'sync';
import { openDevice, openedDevice } from './device';

/**
 * The server puts what a page needs into it, the worker's shell holds nothing: then the device is the first to ask, else its
 * databases stay closed until they are needed, because opening them costs script.
 */
const isStartedByShell = browser && document.querySelector('script[data-sveltekit-fetched]') === null;

/** What the replica on this device says; undefined where there is none, or it does not know. */
export async function readDevice<Found>(
  region: string,
  read: (catalog: Catalog) => Promise<Found | undefined>,
  { mayOpen }: { mayOpen: boolean },
): Promise<Found | undefined> {
  if (!browser) return undefined;
  try {
    const device = await (mayOpen || isStartedByShell ? openDevice(region) : openedDevice(region));
    if (!device || (await device.catalog.state()) !== 'ready') return undefined;
    return await read(device.catalog);
  } catch {
    // A browser whose database does not work still has the network.
    return undefined;
  }
}
