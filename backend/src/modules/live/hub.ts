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

export type Limits = { total: number; perTopic: number; perAddress: number };

/**
 * Who listens to whom, in this process. Streams cost memory, so their number is bounded, for one owner, for one
 * address and in all.
 */
export class Hub {
  readonly #limits: Limits;
  readonly #streamsByTopic = new Map<Topic, Set<Stream>>();
  readonly #streams = new Set<Stream>();
  readonly #streamsByAddress = new Map<string, number>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#streams.size;
  }

  /** Gives the way to leave, or why there is no room. */
  add(topics: readonly Topic[], stream: Stream, address: string | null): (() => void) | 'full' | 'too-many' {
    const { total, perTopic, perAddress } = this.#limits;
    if (address !== null && this.#countOf(address) >= perAddress) return 'too-many';
    if (this.#streams.size >= total) return 'full';
    if (topics.some((topic) => (this.#streamsByTopic.get(topic)?.size ?? 0) >= perTopic)) return 'full';
    this.#streams.add(stream);
    if (address !== null) this.#streamsByAddress.set(address, this.#countOf(address) + 1);
    for (const topic of topics) {
      const streams = this.#streamsByTopic.get(topic) ?? new Set();
      this.#streamsByTopic.set(topic, streams.add(stream));
    }
    return () => this.#remove(topics, stream, address);
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

  #countOf(address: string): number {
    return this.#streamsByAddress.get(address) ?? 0;
  }

  #remove(topics: readonly Topic[], stream: Stream, address: string | null): void {
    if (!this.#streams.delete(stream)) return;
    if (address !== null) {
      const left = this.#countOf(address) - 1;
      if (left > 0) this.#streamsByAddress.set(address, left);
      else this.#streamsByAddress.delete(address);
    }
    for (const topic of topics) {
      const streams = this.#streamsByTopic.get(topic);
      streams?.delete(stream);
      if (streams?.size === 0) this.#streamsByTopic.delete(topic);
    }
  }
}
