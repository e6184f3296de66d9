import type { Engine } from 'sync';
import type { Notice } from 'sync/protocol';
import type { Device } from './device';
import { openDevice } from './device';
import { watchPrincipal } from './principal';
import { followCatalog } from './follow-catalog';
import { whenIdle, whenIdleAfterLoad, whenTouched } from '../idle';
import { isIntroduced } from './place';
import { reached } from './reached';
import { createWaker } from './wake-worker';
import { withActions } from './with-actions';
import { startWorker } from './worker';
import type { CartState } from '../state/cart.svelte';
import type { ConnectionState } from '../state/connection.svelte';
import type { SyncState } from '../state/sync.svelte';
import type { WishState } from '../state/wishes.svelte';

export type StartOptions = {
  catalogKey: string;
  region: string;
  cart: CartState;
  wishes: WishState;
  sync: SyncState;
  connection: ConnectionState;
};

/** How long a page that is still being drawn may keep the cart's count waiting, where its script is on the device already. */
const CART_WAITS_MS = 1_000;

/** How long somebody may look at their first page of the shop without touching it before the engine comes. */
const FIRST_LOOK_MS = 2_000;

/** Connects the device with what is on screen. The returned function disconnects them. */
export function startDevice({ catalogKey, region, cart, wishes, sync, connection }: StartOptions): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let latest: readonly Notice[] = [];
  const undo = [reached.listen((reach) => connection.hear(reach)), () => stop.abort()];
  addEventListener('offline', () => connection.hear('offline'), { signal });

  void open();
  void whenIdleAfterLoad(signal).then(register);
  return () => undo.forEach((step) => step());

  async function open(): Promise<void> {
    // A first visit has no cart to show yet, and its line belongs to what it came to see.
    const isReturning = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
    const isFirst = !isReturning && !isIntroduced(document.cookie);
    const quiet = isReturning ? whenIdle(CART_WAITS_MS) : whenIdleAfterLoad(signal);
    await Promise.race([
      isFirst ? quiet.then(() => whenTouched(FIRST_LOOK_MS, signal)) : quiet,
      cart.isWaiting,
      wishes.isWaiting,
    ]);
    const device = await openDevice(catalogKey);
    if (signal.aborted) return;
    // Nothing of one person may stay on screen once another one, or nobody, is signed in.
    void device.stay.moved.then(() => {
      device.engine.close();
      if (!signal.aborted) location.reload();
    });
    watchPrincipal(signal, () => void device.stay.look());
    connectEngine(device);
    await followCatalog({
      catalog: device.catalog,
      signal,
      random: Math.random,
      onState: (state, progress) => connection.showReplica(state, progress),
    });
  }

  function connectEngine({ engine, left, stay }: Device): void {
    left?.watch((pending) => sync.showLeft(pending));
    const wake = createWaker(region, stay.place);
    undo.push(
      cart.connect(engine),
      wishes.connect(engine),
      engine.status((status) => {
        sync.show(status);
        wake(status);
      }),
      engine.notices((notices) => void showNotices(engine, notices)),
    );
  }

  async function showNotices(engine: Engine, notices: Notice[]): Promise<void> {
    latest = notices;
    const shown = await withActions(engine, notices);
    if (latest === notices && !signal.aborted) sync.showNotices(shown);
  }

  async function register(): Promise<void> {
    if (signal.aborted) return;
    await startWorker({
      signal,
      onDrain: () => void openDevice(catalogKey).then(({ engine }) => engine.drain()),
      onTakenOver: () => connection.markStale(),
      onUpdateReady: (apply) => connection.offerUpdate(apply),
    }).catch(() => {
      // Browsers refuse workers in some private windows; the shop works without one.
    });
  }
}
