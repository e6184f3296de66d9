import { navigating } from '$app/state';
import { afterFrame } from './idle';

/**
 * In how many pieces a page is drawn. Whoever taps a link waits for the first screen; what is below comes in the frames after it, so that no
 * frame has all of it to do. A page that is gone back to is there in one, and so is one that is entered further down: it finds its place again.
 *
 *     const turns = new Turns(2);
 *     {#if turns.past(1)}…{/if}
 *     {#if turns.past(2)}…{/if}
 *
 * Call it while a component is made.
 */
export class Turns {
  #past = $state(0);

  constructor(pieces: number) {
    if (!isTapped()) {
      this.#past = pieces;
      return;
    }
    $effect(() => {
      const stop = new AbortController();
      void this.#take(pieces, stop.signal);
      return () => stop.abort();
    });
  }

  /** Whether it is this piece's turn, or was. The first one is 1. */
  past(piece: number): boolean {
    return this.#past >= piece;
  }

  async #take(pieces: number, signal: AbortSignal): Promise<void> {
    for (let piece = 1; piece <= pieces; piece++) {
      await afterFrame();
      if (signal.aborted) return;
      this.#past = piece;
    }
  }
}

/** The server draws a page in one, and so does the script that takes it over. */
const isTapped = (): boolean =>
  navigating.to !== null && navigating.type !== 'popstate' && navigating.to.url.hash === '';
