import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openDatabase } from '../../db/index.js';
import { createEngine, type Engine } from '../../engine.js';
import type { LaneStore } from '../../outbox/store.js';
import type { Lock } from '../../ports/lock.js';
import type { SyncStatus } from '../../status.js';
import type { CartView } from '../../view.js';
import { FakeLifecycle } from '../fake-lifecycle.js';
import { seededRandom } from '../seeded-random.js';
import type { CrashPoint } from './commands.js';
import type { World } from './world.js';

/** A browser: what survives when all its tabs are killed. */
export class Device {
  readonly indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
  readonly tabs: Array<Tab | null> = [null, null];
  /** Reads what is stored without any engine. */
  readonly inspector = openDatabase('sim', this.indexedDb);

  constructor(
    readonly name: string,
    public secret: string,
    readonly lock: Lock,
  ) {}
}

/** One tab with a real engine. Killing it leaves its promises forever open, as a process that is gone does. */
export class Tab {
  readonly lifecycle = new FakeLifecycle();
  readonly engine: Engine;
  readonly views: CartView[] = [];
  status: SyncStatus | null = null;
  isAlive = true;
  /** Database work on its way; the world waits until there is none. */
  busy = 0;
  readonly #world: World;
  readonly #device: Device;
  readonly #db = { close: () => {} };
  readonly #stop = new AbortController();
  #crash: { point: CrashPoint; after: number } | null = null;

  constructor(world: World, device: Device, seed: number) {
    this.#world = world;
    this.#device = device;
    const db = openDatabase('sim', device.indexedDb);
    this.#db = db;
    this.engine = createEngine({
      db: this.#mortalStore(db),
      transport: {
        post: async (request) => {
          if (this.#crashes('before-request')) return this.#die();
          const answer = await world.network.post(request, device.secret);
          return !this.isAlive || this.#crashes('after-reply') ? this.#die() : answer;
        },
      },
      clock: world.clock,
      lock: this.#mortalLock(device.lock),
      random: seededRandom(seed),
      lifecycle: this.lifecycle,
      signal: this.#stop.signal,
      region: 'eu',
    });
    this.engine.cart((view) => {
      this.views.push(view);
      world.saw(this, view);
    });
    this.engine.status((status) => (this.status = status));
  }

  crashAt(point: CrashPoint, after: number): void {
    this.#crash = { point, after };
  }

  kill(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.engine.close();
    this.#stop.abort(new Error('killed'));
    this.#db.close();
    const index = this.#device.tabs.indexOf(this);
    if (index >= 0) this.#device.tabs[index] = null;
    this.#world.count('killed');
  }

  #crashes(point: CrashPoint): boolean {
    if (this.#crash?.point !== point || this.#crash.after-- > 0) return false;
    this.#world.count(`crash ${point}`);
    return true;
  }

  #die<T>(): Promise<T> {
    this.kill();
    return new Promise<T>(() => {});
  }

  #mortalStore(db: LaneStore): LaneStore {
    const watched = async <T>(work: () => Promise<T>): Promise<T> => {
      this.busy++;
      try {
        return await work();
      } finally {
        this.busy--;
      }
    };
    return {
      name: db.name,
      change: async (lane, step) => {
        if (!this.isAlive || this.#crashes('before-change')) return this.#die();
        const changed = await watched(() => db.change(lane, step)).catch((error: unknown) => {
          if (this.isAlive) throw error;
          return this.#die<never>();
        });
        return !this.isAlive || this.#crashes('after-change') ? this.#die() : changed;
      },
      read: (lane) => watched(() => db.read(lane)),
      watch: (lane, onState, onTrouble) => db.watch(lane, onState, onTrouble),
      close: () => db.close(),
    };
  }

  /** The browser gives the locks of a dead tab back. */
  #mortalLock(lock: Lock): Lock {
    const { signal } = this.#stop;
    return {
      run: (name, outer, work) =>
        lock.run(name, outer, () =>
          Promise.race([
            work(),
            new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('killed')))),
          ]),
        ),
    };
  }
}
