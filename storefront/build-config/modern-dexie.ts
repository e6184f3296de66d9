import { fileURLToPath } from 'node:url';

/** Dexie offers bundlers its ES5 build; the one for browsers of today is beside it, 4 kB smaller, and has real async functions. */
export const MODERN_DEXIE = {
  dexie: fileURLToPath(new URL('../../sync/node_modules/dexie/dist/modern/dexie.min.mjs', import.meta.url)),
};
