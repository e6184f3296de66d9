import { isDeepStrictEqual } from 'node:util';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openDatabase, type SatchelDb } from '../../db/index.js';
import { keyOf, LaneDexie, type StoredDevice } from '../../db/lane-schema.js';
import type { Base, LaneState, OutboxRow, Step, StoredNotice } from '../../outbox/lane-state.js';
import type { Lane } from '../../protocol/intent.js';
import { MemoryDisk, type Disk, type Stored } from './database.js';

/**
 * The real store under the simulated one: every transaction runs in Dexie, and what it wrote, read back, must be what memory
 * says. A step that is aborted halfway is rolled back by the real database.
 */
export class RealDisk implements Disk {
  readonly #indexedDb = { indexedDB: new IDBFactory(), IDBKeyRange };
  readonly #db: SatchelDb;
  readonly #raw: LaneDexie;
  readonly #twin = new MemoryDisk();
  constructor(private readonly fail: (message: string) => void) {
    this.#db = openDatabase('sim', this.#indexedDb);
    this.#raw = new LaneDexie(this.#db.name, this.#indexedDb);
  }

  async change<T>(lane: Lane, step: Step<T>): Promise<{ state: LaneState; result: T }> {
    const decided: { state: LaneState | null } = { state: null };
    const { result } = await this.#db.change(lane, (state) => {
      const next = step(state);
      decided.state = next.state === state ? null : next.state;
      return next;
    });
    const twin = this.#twin.change(lane, (state) => ({ state: decided.state ?? state, result }));
    const stored = await this.#db.read(lane);
    if (!isSame(stored, twin.state)) {
      this.fail(`the real store differs: ${JSON.stringify(stored)} instead of ${JSON.stringify(twin.state)}`);
    }
    images.set(twin.state, await this.#image(lane));
    return twin;
  }

  async replace(states: Stored): Promise<void> {
    this.#twin.replace(states);
    const { meta, outbox, base, notices } = this.#raw;
    await this.#raw.transaction('rw', meta, outbox, base, notices, async () => {
      await Promise.all([meta.clear(), outbox.clear(), base.clear(), notices.clear()]);
      for (const state of states.values()) {
        const image = images.get(state);
        if (!image) continue;
        await Promise.all([
          meta.bulkPut(image.meta),
          outbox.bulkPut(image.outbox),
          base.bulkPut(image.base),
          notices.bulkPut(image.notices),
        ]);
      }
    });
  }

  close(): void {
    this.#db.close();
    this.#raw.close();
  }

  async #image(lane: Lane): Promise<Image> {
    const { meta, outbox, base, notices } = this.#raw;
    return {
      meta: await meta.where('key').equals(keyOf('device', lane)).toArray(),
      outbox: await outbox.filter((row) => row.lane === lane).toArray(),
      base: await base.where('lane').equals(lane).toArray(),
      notices: await notices.filter((notice) => (notice.lane ?? 'cart') === lane).toArray(),
    };
  }
}

/** Tables as they were on disk, on whatever device, to bring back a state without running steps. */
const images = new WeakMap<LaneState, Image>();

type Image = {
  meta: Array<{ key: string; value: StoredDevice }>;
  outbox: OutboxRow[];
  base: Base[];
  notices: Array<StoredNotice & { lane?: Lane }>;
};

const isSame = (a: LaneState, b: LaneState): boolean => isDeepStrictEqual(asStored(a), asStored(b));

/** A property that is undefined and one that is missing are the same, and the store notes the lane with each notice. */
const asStored = (state: LaneState): unknown =>
  JSON.parse(
    JSON.stringify({ ...state, notices: state.notices.map((notice) => ({ ...notice, lane: undefined })) }),
  ) as unknown;
