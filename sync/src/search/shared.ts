/** The rules of the search, without an index: what the backend shares. */
export {
  allStopWords,
  allSynonyms,
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
export { eachNear } from './near-terms.js';
export { shelfNames, toSearchDocument, wordsOfField, type SearchDocument, type ShelfNames } from './search-document.js';
export { MAX_SEARCH, readSearchText } from './search-text.js';
