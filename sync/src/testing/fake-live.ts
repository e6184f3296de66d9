import type { Live, LiveEvents } from '../ports/live.js';

/** The server's end of the streams of news: tests say what is told. */
export class FakeLive implements Live {
  readonly #streams = new Set<LiveEvents>();
  /** Streams asked for so far. */
  asked = 0;
  isUp = true;

  get count(): number {
    return this.#streams.size;
  }

  open(events: LiveEvents): () => void {
    this.asked += 1;
    this.#streams.add(events);
    queueMicrotask(() => {
      if (this.#streams.has(events)) this.#answer(events);
    });
    return () => this.#streams.delete(events);
  }

  poke(): void {
    for (const stream of this.#streams) stream.poked();
  }

  /** Every stream breaks, as when the server is restarted. */
  cut(): void {
    for (const stream of [...this.#streams]) this.#lose(stream);
  }

  #answer(events: LiveEvents): void {
    if (this.isUp) events.opened();
    else this.#lose(events);
  }

  #lose(events: LiveEvents): void {
    this.#streams.delete(events);
    events.lost();
  }
}
