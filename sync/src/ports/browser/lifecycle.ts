import type { Lifecycle } from '../lifecycle.js';

export const browserLifecycle: Lifecycle = {
  isVisible: () => document.visibilityState === 'visible',
  isOnline: () => navigator.onLine,
  onWake(listener) {
    const controller = new AbortController();
    const { signal } = controller;
    addEventListener('online', () => listener('online'), { signal });
    addEventListener('pageshow', () => listener('pageshow'), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && listener('visible'), {
      signal,
    });
    return () => controller.abort();
  },
  onHide(listener) {
    const controller = new AbortController();
    const { signal } = controller;
    addEventListener('pagehide', () => listener(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && listener(), {
      signal,
    });
    return () => controller.abort();
  },
};
