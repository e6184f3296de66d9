export { createFinder, type Finder } from './finder.js';
export { serveFinder } from './finder-in-worker.js';
export { SearchIndex, shelfNames, type Ranking, type ShelfNames } from './search-index.js';
export { MAX_SEARCH, readSearchText } from './search-text.js';
