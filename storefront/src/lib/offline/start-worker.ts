// Scripts of their own: nothing of them is in what a page loads. Each is told its region by its name.

export const startCatalogWorker = (region: string): Worker =>
  new Worker(new URL('./catalog-worker.ts', import.meta.url), { type: 'module', name: region });

export const startSearchWorker = (region: string): Worker =>
  new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module', name: region });
