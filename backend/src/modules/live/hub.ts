import type { Owner } from './owner';

/** One open stream. */
export type Stream = {
  /** Something of its owner has changed. */
  poke(): void;
  /** Something must be sent now and then, or a proxy on the way takes the stream for dead. */
  beat(): void;
  /** It is over; the device comes back by itself. */
  end(): void;
};

export type Limits = { total: number; perOwner: number };

/** Who listens to whom, in this process. Streams cost memory, so their number is bounded, for one owner and in all. */
export class Hub {
  readonly #limits: Limits;
  readonly #streamsByOwner = new Map<Owner, Set<Stream>>();
  readonly #streams = new Set<Stream>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#streams.size;
  }

  /** Gives the way to leave, or undefined when there is no room. */
  add(owners: readonly Owner[], stream: Stream): (() => void) | undefined {
    const { total, perOwner } = this.#limits;
    if (this.#streams.size >= total) return undefined;
    if (owners.some((owner) => (this.#streamsByOwner.get(owner)?.size ?? 0) >= perOwner)) return undefined;
    this.#streams.add(stream);
    for (const owner of owners) {
      const streams = this.#streamsByOwner.get(owner) ?? new Set();
      this.#streamsByOwner.set(owner, streams.add(stream));
    }
    return () => this.#remove(owners, stream);
  }

  poke(owner: string): void {
    for (const stream of this.#streamsByOwner.get(owner as Owner) ?? []) stream.poke();
  }

  beat(): void {
    for (const stream of this.#streams) stream.beat();
  }

  /** Each stream leaves by itself when it has ended. */
  endAll(): void {
    for (const stream of [...this.#streams]) stream.end();
  }

  #remove(owners: readonly Owner[], stream: Stream): void {
    this.#streams.delete(stream);
    for (const owner of owners) {
      const streams = this.#streamsByOwner.get(owner);
      streams?.delete(stream);
      if (streams?.size === 0) this.#streamsByOwner.delete(owner);
    }
  }
}
