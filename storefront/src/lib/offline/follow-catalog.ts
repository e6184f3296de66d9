import type { Catalog, CatalogState } from 'sync';
import { whenIdleAfterLoad } from '../idle';

const POLL_MS = 45_000;
const MAX_BACKOFF_MS = 10 * 60_000;

export type FollowOptions = {
  catalog: Catalog;
  signal: AbortSignal;
  random: () => number;
  onState: (state: CatalogState, progress: number) => void;
};

/**
 * Installs the replica in an idle moment and keeps it up to date while somebody looks at the shop. How much of it a device
 * takes is the plan of the catalog, which looks at room, Save-Data and battery.
 */
export async function followCatalog({ catalog, signal, random, onState }: FollowOptions): Promise<void> {
  const before = await catalog.state();
  onState(before, isInUse(before) ? 1 : 0);
  await whenIdleAfterLoad(signal);
  let failures = 0;
  while (!signal.aborted) {
    try {
      await bringUpToDate(catalog, onState);
      failures = 0;
    } catch {
      // The engine has told the connection state what came back; here only the pace matters.
      failures += 1;
    }
    const delayMs = Math.min(MAX_BACKOFF_MS, POLL_MS * 2 ** failures) * (0.75 + random() / 2);
    await nextLook(delayMs, signal);
  }
}

async function bringUpToDate(catalog: Catalog, onState: FollowOptions['onState']): Promise<void> {
  if (isInUse(await catalog.state())) {
    await catalog.update();
  } else {
    onState('installing', 0);
    await catalog.install({
      onProgress: ({ shards, totalShards }) => onState('installing', shards / Math.max(1, totalShards)),
    });
  }
  onState(await catalog.state(), 1);
}

const isInUse = (state: CatalogState): boolean => state === 'ready' || state === 'partial';

/** After the delay, and not before somebody looks; sooner when the network or the page comes back. */
function nextLook(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wait = new AbortController();
    const stop = AbortSignal.any([wait.signal, signal]);
    let isDue = false;
    const look = () => {
      clearTimeout(timer);
      wait.abort();
      resolve();
    };
    const lookIfVisible = () => {
      if (isDue && document.visibilityState === 'visible') look();
    };
    const timer = setTimeout(() => {
      isDue = true;
      lookIfVisible();
    }, delayMs);
    document.addEventListener('visibilitychange', lookIfVisible, { signal: stop });
    addEventListener('online', look, { signal: stop });
    addEventListener('pageshow', ({ persisted }) => persisted && look(), { signal: stop });
    signal.addEventListener('abort', look, { signal: wait.signal });
  });
}
