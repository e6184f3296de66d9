export { toCard, type ProductCard } from './card.js';
export { CARD_SORTS, selectCards, type CardPage, type CardQuery, type CardSort } from './select-cards.js';
