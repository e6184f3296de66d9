import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { ChangeListener } from './change-listener';
import { Hub, type Stream } from './hub';
import type { Topic } from './topic';

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex };

/** A device has one, and two for a moment when it comes back before we noticed that it left. */
const LIMITS = { total: 5_000, perTopic: 20 };

export type LiveOptions = { perAddress: number };
/** Shorter than the 60 s after which proxies commonly take a silent connection for dead. */
const BEAT_MS = 20_000;
/** A stream waits this long for the database at most. */
const PATIENCE_MS = 3_000;

export type Opened =
  | { kind: 'open'; close: () => void }
  | { kind: 'full' }
  | { kind: 'unavailable' }
  /** From this address. */
  | { kind: 'too-many' };

/** Tells open streams that something of their owner has changed, wherever it was changed. */
export class LiveModuleService {
  readonly #hub: Hub;
  readonly #listener: ChangeListener;
  #beat: NodeJS.Timeout | null = null;
  #isStopping = false;

  /** Medusa waits for every socket before it runs the hooks, so the streams end on the signal itself. */
  readonly #onSignal = (): void => this.#endStreams();

  readonly __hooks = {
    onApplicationStart: async () => {
      for (const signal of SIGNALS) process.once(signal, this.#onSignal);
      this.#beat = setInterval(() => this.#hub.beat(), BEAT_MS).unref();
    },
    onApplicationShutdown: async () => {
      this.#endStreams();
      for (const signal of SIGNALS) process.off(signal, this.#onSignal);
      if (this.#beat) clearInterval(this.#beat);
      await this.#listener.stop();
    },
  };

  constructor(dependencies: Dependencies, { perAddress }: LiveOptions) {
    this.#hub = new Hub({ ...LIMITS, perAddress });
    this.#listener = new ChangeListener({
      db: dependencies[ContainerRegistrationKeys.PG_CONNECTION],
      onChange: (topic) => this.#hub.poke(topic),
      // Whoever comes back asks for news first, so nothing that happened meanwhile is missed.
      onLost: () => this.#hub.endAll(),
    });
  }

  /** How many streams are open in this process. */
  get size(): number {
    return this.#hub.size;
  }

  /** `address` is null for ourselves, whom nobody counts. */
  async open(topics: readonly Topic[], stream: Stream, address: string | null): Promise<Opened> {
    const isListening = await this.#listener.isListening(AbortSignal.timeout(PATIENCE_MS));
    if (!isListening || this.#isStopping) return { kind: 'unavailable' };
    const close = this.#hub.add(topics, stream, address);
    return typeof close === 'function' ? { kind: 'open', close } : { kind: close };
  }

  #endStreams(): void {
    this.#isStopping = true;
    this.#hub.endAll();
  }
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
