import { browser } from '$app/environment';
import type { Catalog, Engine } from 'sync';
import type { Left } from './hand-over';
import { reached } from './reached';
import type { Stay } from './stay-in-place';

/** What this device has of the shop: the outbox with its engine, and the catalog of one region in one language. */
export type Device = {
  engine: Engine;
  catalog: Catalog;
  /** Whose device this page has opened, and whether it still is. */
  stay: Stay;
  /** Of the time before; null where nobody is signed in. */
  left: Left | null;
  /** Gives what waits a moment to reach the shop, and says how many changes `forget` would lose. */
  leave(): Promise<number>;
  /** Deletes everything of this person from the device. The page has to be loaded anew afterwards. */
  forget(): Promise<void>;
};

let opened: { catalogKey: string; device: Promise<Device> } | undefined;

/**
 * Opens the device's databases on first use; once per page, because changing the market loads the page anew. The code for it
 * is not in the first page's script.
 */
export function openDevice(catalogKey: string): Promise<Device> {
  if (!browser) throw new Error('The device is the browser; the server has none');
  if (opened?.catalogKey !== catalogKey) {
    opened = {
      catalogKey,
      device: import('./create-device').then(({ createDevice }) => createDevice(catalogKey, reached.tell)),
    };
  }
  return opened.device;
}

/** The device if it has been opened already. */
export const openedDevice = (catalogKey: string): Promise<Device> | undefined =>
  opened?.catalogKey === catalogKey ? opened.device : undefined;
