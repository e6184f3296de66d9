import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { setTimeout as delay } from 'node:timers/promises';

/** The channel of the trigger `sync_poke`. */
const CHANNEL = 'satchel_live';
/** How an operator finds the connection in `pg_stat_activity`. */
const APPLICATION = 'satchel-live';
const RETRY_MS = 1_000;
/** A connection whose other end vanished without a word is only noticed by asking. */
const PROBE_MS = 30_000;
const PROBE_TIMEOUT_MS = 5_000;

/** What we use of a `pg` client outside of the pool. */
type Connection = {
  query(text: string): Promise<unknown>;
  end(): Promise<void>;
  on(event: 'notification', listener: (message: { payload?: string }) => void): void;
  on(event: 'error' | 'end', listener: () => void): void;
};

type Options = {
  db: Knex;
  onChange: (topic: string) => void;
  /** The connection is gone: what changes until the next one is heard by nobody. */
  onLost: () => void;
};

/**
 * One connection of this process that listens for changed carts, also those changed by other processes. It is opened when the
 * first stream needs it and comes back by itself.
 */
export class ChangeListener {
  readonly #options: Options;
  readonly #stop = new AbortController();
  #connection: Connection | null = null;
  #running: Promise<void> | null = null;
  #waiting = new Set<() => void>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether changes are heard, at the latest when the signal is aborted. */
  async isListening(signal: AbortSignal): Promise<boolean> {
    if (this.#stop.signal.aborted) return false;
    this.#running ??= this.#run();
    if (this.#connection) return true;
    await new Promise<void>((resolve) => {
      this.#waiting.add(resolve);
      const giveUp = () => {
        this.#waiting.delete(resolve);
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
    });
    return this.#connection !== null;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await this.#listen().catch(() => undefined);
      await delay(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Ends when the connection does. */
  async #listen(): Promise<void> {
    const { db, onChange, onLost } = this.#options;
    const client = db.client as { acquireRawConnection(): Promise<Connection> };
    const connection = await client.acquireRawConnection();
    const over = new AbortController();
    try {
      connection.on('error', () => over.abort());
      connection.on('end', () => over.abort());
      connection.on('notification', ({ payload }) => payload !== undefined && onChange(payload));
      await connection.query(`set application_name to '${APPLICATION}'`);
      await connection.query(`listen ${CHANNEL}`);
      this.#connection = connection;
      for (const tell of this.#waiting) tell();
      this.#waiting.clear();
      await this.#probeUntilOver(connection, AbortSignal.any([over.signal, this.#stop.signal]));
    } finally {
      this.#connection = null;
      onLost();
      await connection.end().catch(() => undefined);
    }
  }

  async #probeUntilOver(connection: Connection, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await delay(PROBE_MS, undefined, { signal: over, ref: false }).catch(() => undefined);
      if (over.aborted) return;
      const isAlive = await Promise.race([
        connection.query('select 1').then(
          () => true,
          () => false,
        ),
        delay(PROBE_TIMEOUT_MS, false, { ref: false }),
      ]);
      if (!isAlive) return;
    }
  }
}
