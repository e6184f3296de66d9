import type { Topic } from './topic';

/** One open stream. */
export type Stream = {
  /** Something of its owner has changed. */
  poke(): void;
  /** Something must be sent now and then, or a proxy on the way takes the stream for dead. */
  beat(): void;
  /** It is over; the device comes back by itself. */
  end(): void;
};

export type Limits = { total: number; perTopic: number };

/** Who listens to whom, in this process. Streams cost memory, so their number is bounded, for one owner and in all. */
export class Hub {
  readonly #limits: Limits;
  readonly #streamsByTopic = new Map<Topic, Set<Stream>>();
  readonly #streams = new Set<Stream>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#streams.size;
  }

  /** Gives the way to leave, or undefined when there is no room. */
  add(topics: readonly Topic[], stream: Stream): (() => void) | undefined {
    const { total, perTopic } = this.#limits;
    if (this.#streams.size >= total) return undefined;
    if (topics.some((topic) => (this.#streamsByTopic.get(topic)?.size ?? 0) >= perTopic)) return undefined;
    this.#streams.add(stream);
    for (const topic of topics) {
      const streams = this.#streamsByTopic.get(topic) ?? new Set();
      this.#streamsByTopic.set(topic, streams.add(stream));
    }
    return () => this.#remove(topics, stream);
  }

  poke(topic: string): void {
    for (const stream of this.#streamsByTopic.get(topic as Topic) ?? []) stream.poke();
  }

  beat(): void {
    for (const stream of this.#streams) stream.beat();
  }

  /** Each stream leaves by itself when it has ended. */
  endAll(): void {
    for (const stream of [...this.#streams]) stream.end();
  }

  #remove(topics: readonly Topic[], stream: Stream): void {
    this.#streams.delete(stream);
    for (const topic of topics) {
      const streams = this.#streamsByTopic.get(topic);
      streams?.delete(stream);
      if (streams?.size === 0) this.#streamsByTopic.delete(topic);
    }
  }
}
