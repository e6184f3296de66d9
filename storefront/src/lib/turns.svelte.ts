import { browser } from '$app/environment';
import { navigating } from '$app/state';
import { arrivalOf, type Arrival } from './arrival';
import { afterFrame } from './idle';
import { isStartedByShell } from './offline/read-device';

/**
 * In how many pieces a page is drawn. Whoever taps a link waits for the first screen; what is below comes in the frames after it, so that no
 * frame has all of it to do. A page that is gone back to is there in one, and so is one that is entered further down: it finds its place again.
 *
 *     const turns = new Turns(2);
 *     {#if turns.past(1)}…{/if}
 *     {#if turns.past(2)}…{/if}
 *
 * `atStart`: pieces that the first page of a visit has from its beginning, where it is made on the device. Call it while a component is made.
 */
export class Turns {
  #past = $state(0);

  constructor(pieces: number, { atStart = 0 } = {}) {
    const first = { tapped: 0, entered: atStart, other: pieces }[arrival()];
    this.#past = first;
    if (first === pieces) return;
    $effect(() => {
      const stop = new AbortController();
      void this.#take(first + 1, pieces, stop.signal);
      return () => stop.abort();
    });
  }

  /** Whether it is this piece's turn, or was. The first one is 1. */
  past(piece: number): boolean {
    return this.#past >= piece;
  }

  async #take(from: number, to: number, signal: AbortSignal): Promise<void> {
    for (let piece = from; piece <= to; piece++) {
      await afterFrame();
      if (signal.aborted) return;
      this.#past = piece;
    }
  }
}

/** The server draws a page in one, and so does the script that takes it over. */
function arrival(): Arrival {
  if (!browser) return 'other';
  const { to, type } = navigating;
  const [load] = performance.getEntriesByType('navigation');
  return arrivalOf({
    step: to && { type, hash: to.url.hash },
    isOwn: isStartedByShell,
    load: load instanceof PerformanceNavigationTiming ? load.type : undefined,
    hash: location.hash,
  });
}
