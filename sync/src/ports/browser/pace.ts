import type { Pace } from '../pace.js';

/** Long enough that breathing costs little, short enough that four times slower stays well below the 50 ms of a long task. */
const SLICE_MS = 4;

/** Hands the thread back once a slice is used up. Without `scheduler` a message does it: timers are held back in busy pages. */
export function browserPace(): Pace {
  let startedAt = performance.now();
  return {
    async breathe() {
      if (performance.now() - startedAt < SLICE_MS) return;
      await giveWay();
      startedAt = performance.now();
    },
  };
}

type Scheduler = { yield?: () => Promise<void> };

function giveWay(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
