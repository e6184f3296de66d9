import {
  browserClock,
  browserLifecycle,
  browserLock,
  browserRandom,
  createEngine,
  fetchTransport,
  introducedFetch,
  openDatabase,
  type SyncStatus,
} from 'sync';

/** One `cart.add`: the k-th of a variant has quantity 2^k. */
export type Addition = { variantId: string; quantity: number };

export type TorturePage = {
  /** Does not wait: each addition is told through `satchelPromised` when its promise has resolved. */
  add(additions: readonly Addition[]): void;
  wake(): Promise<void>;
  status(): SyncStatus | null;
  /** What the page shows, variant → quantity; null before the database has answered. */
  shown(): Record<string, number> | null;
};

declare global {
  /** Put there by the driver: hears of promises the engine has given. */
  var satchelPromised: (addition: Addition) => Promise<void>;
  var satchelTorture: TorturePage;
}

// The shop's own parts against the shop's own address, without its pages.
const engine = createEngine({
  db: openDatabase(),
  transport: fetchTransport('/api/sync', introducedFetch({ lock: browserLock })),
  clock: browserClock,
  lock: browserLock,
  random: browserRandom,
  lifecycle: browserLifecycle,
  signal: new AbortController().signal,
  region: 'eu',
});

let status: SyncStatus | null = null;
let shown: Record<string, number> | null = null;
engine.status((next) => (status = next));
engine.cart(({ lines }) => {
  shown = Object.fromEntries(lines.map(({ variantId, quantity }) => [variantId, quantity]));
});

globalThis.satchelTorture = {
  add(additions) {
    for (const addition of additions) {
      engine.enqueue({ kind: 'cart.add', args: addition }).then(
        () => globalThis.satchelPromised(addition),
        // Not promised: the driver counts it as one that may or may not be there.
        () => undefined,
      );
    }
  },
  async wake() {
    await engine.drain();
  },
  status: () => status,
  shown: () => shown,
};
