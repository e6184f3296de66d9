import { compareCards, type CardQuery, type Listed } from './select-cards.js';
import type { ShardFacts, Shelf } from './shard-rows.js';

/** How many rows are looked at before others get their turn. */
const SLICE = 4_096;

/** Where a product stands: which of the facts, and which row of them. */
export type Position = { part: number; row: number };

type Candidate = Listed & Position;

/**
 * The first products of a list, and how many match. Keeps no more than it needs: of a hundred thousand products two pages' worth
 * are objects at a time. `isReplaced` leaves out rows whose product has changed since.
 */
export async function selectPositions(
  parts: readonly ShardFacts[],
  query: CardQuery,
  isReplaced: (part: number, id: string) => boolean,
  breathe: () => Promise<void>,
): Promise<{ positions: Position[]; total: number }> {
  const compare = compareCards(query.sort);
  const wanted = query.offset + query.limit;
  let best: Candidate[] = [];
  let worst: Candidate | undefined;
  let total = 0;
  let seen = 0;

  for (const [part, facts] of parts.entries()) {
    const isShown = facts.shelves.map((shelf) => isOn(shelf, query));
    for (let row = 0; row < facts.ids.length; row++) {
      if (++seen % SLICE === 0) await breathe();
      if (!isShown[facts.shelfOf[row] ?? 0] || isReplaced(part, facts.ids[row] ?? '')) continue;
      total++;
      const candidate = candidateAt(facts, part, row);
      if (worst && compare(candidate, worst) >= 0) continue;
      best.push(candidate);
      if (best.length < 2 * wanted + 64) continue;
      best = best.sort(compare).slice(0, wanted);
      worst = best.at(-1);
    }
  }
  best.sort(compare);
  return { positions: best.slice(query.offset, wanted).map(({ part, row }) => ({ part, row })), total };
}

function isOn({ categories, collection }: Shelf, query: CardQuery): boolean {
  return (
    (query.category === undefined || categories.includes(query.category)) &&
    (query.collection === undefined || collection === query.collection)
  );
}

function candidateAt(facts: ShardFacts, part: number, row: number): Candidate {
  const price = facts.prices[row] ?? Number.NaN;
  return {
    part,
    row,
    id: facts.ids[row] ?? '',
    title: facts.titles[row] ?? '',
    price: Number.isNaN(price) ? null : price,
    createdAt: facts.createdAt[row] ?? 0,
    availability: facts.isBuyable[row] === 1 ? 'in' : 'out',
  };
}
