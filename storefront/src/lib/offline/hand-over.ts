import {
  browserClock,
  browserLock,
  browserRandom,
  createEngine,
  databaseExists,
  noLifecycle,
  openDatabase,
  type Engine,
  type SatchelDb,
  type Transport,
} from 'sync';

/** What was collected on this device before somebody signed in, and has not reached the shop yet. */
export type Left = {
  /** Calls back with the number of changes that wait, until there are none. */
  watch(listener: (pending: number) => void): void;
  /** Tries to send now. */
  drain(): Promise<void>;
  /** Before somebody signs out: the same, and how many changes would be lost. */
  leave(): Promise<number>;
};

/**
 * Sends what waits in the database of the device itself, as the device: the server knows who it was attached to and puts it into
 * that person's cart. Then the database goes, because the next person on this device must not find it. Where it could not go,
 * nobody opens it again: the next person's has another name.
 */
export function handOver({ transport, region, mark }: { transport: Transport; region: string; mark: string }): Left {
  const listeners = new Set<(pending: number) => void>();
  let pending = 0;
  let engine: Engine | undefined;
  const begun = begin();
  void begun.then(finish);

  async function begin(): Promise<SatchelDb | null> {
    if (!(await databaseExists(mark))) return null;
    const db = openDatabase(mark);
    // It lives until the database is gone, or as long as the page does.
    const { signal } = new AbortController();
    engine = createEngine({
      db,
      transport,
      clock: browserClock,
      lock: browserLock,
      random: browserRandom,
      lifecycle: noLifecycle,
      signal,
      region,
    });
    engine.outbox((entries) => {
      pending = entries.length;
      for (const listener of listeners) listener(pending);
    });
    return db;
  }

  async function finish(db: SatchelDb | null): Promise<void> {
    if (!db || !engine) return;
    // What waits goes out without it too; only the database stays until a later page.
    const { browserChannel, retire } = await import('./sign-out');
    await retire({ engine, db, clock: browserClock, channel: browserChannel() });
    engine = undefined;
  }

  return {
    watch(listener) {
      listeners.add(listener);
      listener(pending);
    },
    drain: async () => void (await engine?.drain()),
    async leave() {
      const [db, { leave }] = await Promise.all([begun, import('./sign-out')]);
      return db && engine ? leave({ engine, db, clock: browserClock }) : 0;
    },
  };
}
