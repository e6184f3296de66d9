import type { Reach } from './reach';

/** Everybody who talks to the shop tells here what came back; the connection state listens. */
function createReached() {
  const listeners = new Set<(reach: Reach) => void>();
  return {
    tell: (reach: Reach): void => listeners.forEach((listener) => listener(reach)),
    listen(listener: (reach: Reach) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const reached = createReached();
