import { DATABASE_PATIENCE_MS } from '../../db/connection.js';
import { enduring, openDatabase } from '../../db/index.js';
import { createEngine, type Engine } from '../../engine.js';
import type { Clock } from '../../ports/clock.js';
import { browserClock } from '../../ports/browser/clock.js';
import { browserLifecycle } from '../../ports/browser/lifecycle.js';
import { browserLock } from '../../ports/browser/lock.js';
import { browserRandom } from '../../ports/browser/random.js';
import type { Relief } from '../../ports/relief.js';
import type { SyncStatus } from '../../status.js';
import { LedgerServer } from '../ledger-server.js';
import { openCatalogTab, putPictures, type CatalogTab } from './catalog-tab.js';
import type { WorkerCatalog } from './catalog-worker.js';

const SECRET = 'a device secret of some length....';

/** One shop tab for tests about the disk: a real engine on the browser's own IndexedDB, and a server in the page. */
export type StorageTab = {
  open(database: string, options?: { isOnline?: boolean; patienceMs?: number; waits?: number }): Promise<void>;
  add(variantId: string, quantity: number): Promise<void>;
  /** Starts an addition and does not wait for it. */
  begin(variantId: string, quantity: number): void;
  setOnline(isOnline: boolean): void;
  status(): SyncStatus | null;
  cart(): Record<string, number>;
  /** What the server took: variantId → quantity. */
  taken(): Record<string, number>;
  /** Quantities queued on disk, read without the engine. */
  queued(): Promise<unknown[]>;
  putBallast(): Promise<void>;
  hasBallast(): Promise<boolean>;
  reliefsAsked(): number;
  /** Writes noise into a database of its own until not another kilobyte fits. Resolves with the bytes written. */
  fillDevice(): Promise<number>;
  putPictures(bytes: number): Promise<void>;
  /** Installs it in a worker and resolves with what is here then. `interests` are handles. */
  installCatalog(about: WorkerCatalog, interests: readonly string[]): Promise<InstalledCatalog>;
  /** Of pictures, catalog and ballast, in the order they went. */
  thrownOut(): readonly string[];
  /** The whole queue as the disk has it, as JSON. */
  rows(): Promise<string>;
};

export type InstalledCatalog = { state: string; handles: string[]; rows: number };

const server = new LedgerServer();
let engine: Engine | null = null;
let disk: ReturnType<typeof openDatabase> | null = null;
let status: SyncStatus | null = null;
let cart: Record<string, number> = {};
let isOnline = true;
let reliefsAsked = 0;
let catalogTab: CatalogTab | null = null;
const thrownOut: string[] = [];

const needed = <T>(value: T | null): T => {
  if (value === null) throw new Error('open the tab first');
  return value;
};

const noted = (what: string, relief: Relief) => async () => {
  const hasFreed = await relief();
  if (hasFreed) thrownOut.push(what);
  return hasFreed;
};

export const storageTab: StorageTab = {
  async open(database, { isOnline: starts = true, patienceMs = DATABASE_PATIENCE_MS, waits = 1 } = {}) {
    isOnline = starts;
    const clock: Clock = { now: browserClock.now, after: (ms, callback) => browserClock.after(ms * waits, callback) };
    const { signal } = new AbortController();
    disk = openDatabase(database, undefined, { clock: browserClock, ms: patienceMs });
    const noRelief = async () => {
      reliefsAsked++;
      return false;
    };
    const ofCatalog = [0, 1].map((at) => async () => (await catalogTab?.reliefs[at]?.()) ?? false);
    const { ballast } = disk;
    const noticed = { ...disk, ballast: { ...ballast, drop: noted('ballast', () => ballast.drop()) } };
    const db = enduring({ disk: noticed, clock, random: browserRandom, signal, reliefs: [noRelief, ...ofCatalog] });
    engine = createEngine({
      db,
      transport: {
        async post(request) {
          if (!isOnline) throw new TypeError('network');
          return server.handle(request, SECRET);
        },
      },
      clock,
      lock: browserLock,
      random: browserRandom,
      lifecycle: browserLifecycle,
      signal,
      region: 'eu',
      mayBeKnown: () => false,
    });
    engine.status((next) => (status = next));
    await new Promise<void>((resolve) =>
      engine?.cart(({ lines }) => {
        cart = Object.fromEntries(lines.map((line) => [line.variantId, line.quantity]));
        resolve();
      }),
    );
  },
  add: (variantId, quantity) => needed(engine).enqueue({ kind: 'cart.add', args: { variantId, quantity } }),
  begin(variantId, quantity) {
    void storageTab.add(variantId, quantity);
  },
  setOnline(next) {
    isOnline = next;
    void engine?.drain();
  },
  status: () => status,
  cart: () => cart,
  taken: () => Object.fromEntries([...server.lines(SECRET)].map(([id, { quantity }]) => [id, quantity])),
  async queued() {
    return (await needed(disk).read('cart')).rows.map((row) => row.args['quantity']);
  },
  putBallast: () => needed(disk).ballast.put(browserRandom),
  hasBallast: () => needed(disk).ballast.isThere(),
  reliefsAsked: () => reliefsAsked,
  fillDevice,
  putPictures,
  async installCatalog(about, interests) {
    catalogTab = openCatalogTab(about, interests, noted);
    const { catalog } = catalogTab;
    await catalog.install();
    const { cards } = await catalog.list({ sort: 'title', offset: 0, limit: about.products });
    return { state: await catalog.state(), handles: cards.map(({ handle }) => handle), rows: cards.length };
  },
  thrownOut: () => thrownOut,
  rows: async () => JSON.stringify((await needed(disk).read('cart')).rows),
};

async function fillDevice(): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('filler');
    opening.onupgradeneeded = () => opening.result.createObjectStore('noise', { autoIncrement: true });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('not opened'));
  });
  let written = 0;
  for (let size = 64 * 1024; size >= 1024;) {
    const noise = crypto.getRandomValues(new Uint8Array(size));
    const hasFit = await new Promise<boolean>((resolve) => {
      const transaction = db.transaction('noise', 'readwrite', { durability: 'strict' });
      transaction.objectStore('noise').add(noise);
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => resolve(false);
    });
    if (hasFit) written += size;
    else size /= 2;
  }
  db.close();
  return written;
}
