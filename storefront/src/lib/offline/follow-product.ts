import type { CatalogState } from 'sync';
import type { CatalogProduct } from 'sync/protocol';
import { invalidate } from '$app/navigation';
import { openedDevice } from './device';

type Followed = {
  catalogKey: string;
  handle: string;
  /** What the page shows, where this device has said it. Of a page from the server the device may know less: what it says at first is no news. */
  drawn?: CatalogProduct;
  showGone: (isGone: boolean) => void;
  signal: AbortSignal;
};

/**
 * Has the page of a product read anew when the product becomes another on this device while somebody looks at it, and says when it is
 * taken out of the shop, or back.
 */
export async function followProduct({ catalogKey, handle, drawn, showGone, signal }: Followed): Promise<void> {
  const device = await openedDevice(catalogKey)?.catch(() => undefined);
  if (!device || signal.aborted) return;
  const { catalog } = device;
  let known = drawn && JSON.stringify(drawn);
  let isFirst = drawn === undefined;
  let looking = Promise.resolve();

  async function look(state: CatalogState): Promise<void> {
    const now = JSON.stringify(await catalog.product(handle));
    // A device that keeps a part of the catalog may only have made room.
    const isNews = !isFirst && now !== known && (now !== undefined || state === 'ready');
    isFirst = false;
    if (signal.aborted) return;
    known = now;
    if (!isNews) return;
    // A page that is gone would be read as one that does not exist.
    if (now !== undefined) await invalidate('satchel:product');
    showGone(now === undefined);
  }

  const stop = catalog.watch(({ state }) => {
    looking = looking.then(() => look(state)).catch(() => undefined);
  });
  signal.addEventListener('abort', stop, { once: true });
}
