import type { Clock } from 'sync';

const EVERY_MS = 10_000;

/** Tries again when the network or the shopper comes back, and every now and then while somebody looks. */
export function keepTrying(attempt: () => void, clock: Clock): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let cancel = () => {};
  const attemptIfVisible = () => {
    if (document.visibilityState === 'visible') attempt();
  };
  const wait = () => {
    cancel = clock.after(EVERY_MS, () => {
      wait();
      attemptIfVisible();
    });
  };
  addEventListener('online', attempt, { signal });
  document.addEventListener('visibilitychange', attemptIfVisible, { signal });
  wait();
  return () => {
    cancel();
    stop.abort();
  };
}
