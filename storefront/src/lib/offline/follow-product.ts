import type { CatalogState } from 'sync';
import { openedDevice } from './device';

type Follow = {
  catalogKey: string;
  handle: string;
  signal: AbortSignal;
  onChange: () => void;
  /** Taken out of the shop. It may come back: that is a change. */
  onGone: () => void;
};

/**
 * Tells when a product becomes another on this device while somebody looks at it. What the device said at first is no news: the page
 * may come from the server, which knows as much or more.
 */
export async function followProduct({ catalogKey, handle, signal, onChange, onGone }: Follow): Promise<void> {
  const device = await openedDevice(catalogKey)?.catch(() => undefined);
  if (!device || signal.aborted) return;
  const { catalog } = device;
  let known: string | undefined;
  let isFirst = true;
  let looking = Promise.resolve();

  async function look(state: CatalogState): Promise<void> {
    const now = JSON.stringify(await catalog.product(handle));
    // A device that keeps a part of the catalog may only have made room.
    const isNews = !isFirst && now !== known && (now !== undefined || state === 'ready');
    isFirst = false;
    if (signal.aborted) return;
    if (isNews) (now === undefined ? onGone : onChange)();
    known = now;
  }

  const stop = catalog.watch(({ state }) => {
    looking = looking.then(() => look(state)).catch(() => undefined);
  });
  signal.addEventListener('abort', stop, { once: true });
}
