export { createFinder, type Finder, type SearchQuery } from './finder.js';
export type { Found, Ranking, Taken } from './found.js';
export { serveFinder } from './finder-in-worker.js';
export { findNamed, marksOf, meantText, takenFor, type Marked } from './meaning.js';
export { SearchIndex } from './search-index.js';
export * from './shared.js';
