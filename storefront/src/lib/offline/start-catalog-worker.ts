/** A script of its own: nothing of it is in what a page loads. */
export const startCatalogWorker = (region: string): Worker =>
  new Worker(new URL('./catalog-worker.ts', import.meta.url), { type: 'module', name: region });
