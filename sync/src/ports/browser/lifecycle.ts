import type { Lifecycle } from '../lifecycle.js';

export const browserLifecycle: Lifecycle = {
  isVisible: () => document.visibilityState === 'visible',
  isOnline: () => navigator.onLine,
  onWake: (listener) =>
    during((signal) => {
      addEventListener('online', () => listener('online'), { signal });
      addEventListener('pageshow', () => listener('pageshow'), { signal });
      onVisibility('visible', () => listener('visible'), signal);
    }),
  onHide: (listener) =>
    during((signal) => {
      addEventListener('pagehide', listener, { signal });
      onVisibility('hidden', listener, signal);
    }),
};

/** Listens until the returned function is called. */
function during(listen: (signal: AbortSignal) => void): () => void {
  const controller = new AbortController();
  listen(controller.signal);
  return () => controller.abort();
}

function onVisibility(state: DocumentVisibilityState, listener: () => void, signal: AbortSignal): void {
  const hear = () => document.visibilityState === state && listener();
  document.addEventListener('visibilitychange', hear, { signal });
}
