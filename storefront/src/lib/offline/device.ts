import { browser } from '$app/environment';
import type { Catalog, Engine } from 'sync';
import { reached } from './reached';

/** What this device has of the shop: the outbox with its engine, and the catalog of one region. */
export type Device = { engine: Engine; catalog: Catalog };

let opened: { region: string; device: Promise<Device> } | undefined;

/**
 * Opens the device's databases on first use; once per page, because changing the market loads the page anew. The code for it
 * is not in the first page's script.
 */
export function openDevice(region: string): Promise<Device> {
  if (!browser) throw new Error('The device is the browser; the server has none');
  if (opened?.region !== region) {
    opened = {
      region,
      device: import('./create-device').then(({ createDevice }) => createDevice(region, reached.tell)),
    };
  }
  return opened.device;
}

/** The device if it has been opened already. */
export const openedDevice = (region: string): Promise<Device> | undefined =>
  opened?.region === region ? opened.device : undefined;
