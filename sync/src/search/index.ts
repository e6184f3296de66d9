export { createFinder, type Finder } from './finder.js';
export { serveFinder } from './finder-in-worker.js';
export {
  ATTEMPTS,
  mistakesIn,
  SEARCH_FIELDS,
  swapsOf,
  synonymsOf,
  wantedWords,
  WEIGHTS,
  type Leniency,
  type SearchField,
} from './rules.js';
export {
  shelfNames,
  toSearchDocument,
  wordsOfField,
  type SearchDocument,
  type ShelfNames,
} from './search-document.js';
export { SearchIndex, type Ranking } from './search-index.js';
export { MAX_SEARCH, readSearchText } from './search-text.js';
