const EVERY_MS = 10_000;

/** Tries again when the network or the shopper comes back, and every now and then while somebody looks. */
export function keepTrying(attempt: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const attemptIfVisible = () => {
    if (document.visibilityState === 'visible') attempt();
  };
  addEventListener('online', attempt, { signal });
  document.addEventListener('visibilitychange', attemptIfVisible, { signal });
  const timer = setInterval(attemptIfVisible, EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  return () => stop.abort();
}
