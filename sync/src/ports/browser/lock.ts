import type { Lock } from '../lock.js';

/** Web Locks where the browser has them. Without, the work just runs: the server's ledger keeps it right. */
export const browserLock: Lock = {
  run(name, signal, work) {
    if (typeof navigator === 'undefined' || !navigator.locks) return work();
    return navigator.locks.request(name, { signal }, work);
  },
};
