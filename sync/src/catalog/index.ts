export { toCard, type ProductCard } from './card.js';
export { CARD_SORTS, type CardPage, type CardQuery, type CardSort, type Facets } from './card-query.js';
export { hasFilters, readFilters, writeFilters, type CardFilters, type ReadFilters } from './filters.js';
export { createSelection } from './selection.js';
export { toFacts, type ShardFacts } from './shard-rows.js';
