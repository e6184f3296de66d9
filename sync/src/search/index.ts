export { createFinder, type Finder } from './finder.js';
export { serveFinder } from './finder-in-worker.js';
export { SearchIndex, type Ranking } from './search-index.js';
export * from './shared.js';
