import { hasFilters } from './filters.js';
import { compareCards, type CardQuery, type Facets, type Listed } from './card-query.js';
import type { Ranking } from '../search/found.js';
import { BUYABLE, REDUCED, type ShardFacts } from './shard-rows.js';

/** Where a product stands: which of the facts, and which row of them. */
export type Position = { part: number; row: number };

type Candidate = Listed & Position;
/** A product counts once, however many of its variants do. */
type Counter = { count: number; last: number };

/** What a variant may lack, as bits; those of the options follow. */
const PRICE = 1;
const STOCK = 2;
const SALE = 4;
const RATING = 8;
const FIRST_OPTION = 16;
export const RATINGS = [4, 3, 2, 1] as const;

export type Selection = {
  /** Looks at some rows of some facts. `isReplaced` leaves out those whose product has changed since. */
  look(part: number, facts: ShardFacts, rows: { from: number; to: number }, isReplaced: (id: string) => boolean): void;
  result(): { positions: Position[]; total: number; facets?: Facets };
};

/**
 * The first products of a list, how many match, and what else could be chosen. One code for device and server. Keeps no more
 * than it needs: of a hundred thousand products two pages' worth are objects at a time.
 */
export function createSelection(query: CardQuery, ranking?: Ranking): Selection {
  const { filters = {}, offset, limit } = query;
  const compare = compareCards(query.sort);
  const wanted = offset + limit;
  const isFiltered = hasFilters(filters);
  const {
    priceFrom = -Infinity,
    priceTo = Infinity,
    isBuyable = false,
    isReduced = false,
    rating: least = 0,
  } = filters;
  const chosen = Object.entries(filters.options ?? {}).map(([title, values], index) => ({
    title,
    values: new Set(values),
    bit: FIRST_OPTION << index,
  }));
  const counts = query.withFacets ? createCounts() : null;

  let best: Candidate[] = [];
  let worst: Candidate | undefined;
  let total = 0;
  let seen = 0;

  const columnsByFacts = new WeakMap<ShardFacts, Columns>();
  const columnsOf = (facts: ShardFacts): Columns => {
    const known = columnsByFacts.get(facts) ?? readColumns(facts);
    columnsByFacts.set(facts, known);
    return known;
  };

  /** What follows from a shelf or a choice is worked out once for all products that share it. */
  function readColumns({ shelves, choices }: ShardFacts): Columns {
    return {
      isShown: shelves.map(
        ({ categories, collection }) =>
          (query.category === undefined || categories.includes(query.category)) &&
          (query.collection === undefined || collection === query.collection),
      ),
      missing: choices.map((choice) =>
        chosen.reduce((bits, { title, values, bit }) => (values.has(choice[title] ?? '') ? bits : bits | bit), 0),
      ),
      counters: choices.map((choice) =>
        counts === null
          ? []
          : Object.entries(choice).map(([title, value]) => ({
              counter: counts.option(title, value),
              bit: chosen.find((option) => option.title === title)?.bit ?? 0,
            })),
      ),
    };
  }

  /** Whether some variant is as asked. On the way each value is counted that the product would be found with. */
  function matches(facts: ShardFacts, columns: Columns, row: number): boolean {
    if (!isFiltered && counts === null) return true;
    const rating = facts.ratings[row] ?? 0;
    const lacking = rating < least ? RATING : 0;
    const end = facts.variantEnds[row] ?? 0;
    let isFound = !isFiltered;
    let isRated = false;
    for (let at = row === 0 ? 0 : (facts.variantEnds[row - 1] ?? 0); at < end; at++) {
      const price = facts.variantPrices[at] ?? Number.NaN;
      if (Number.isNaN(price)) continue;
      const marks = facts.variantMarks[at] ?? 0;
      const choice = facts.choiceOf[at] ?? 0;
      let missing = lacking | (columns.missing[choice] ?? 0);
      if (price < priceFrom || price > priceTo) missing |= PRICE;
      if (isBuyable && (marks & BUYABLE) === 0) missing |= STOCK;
      if (isReduced && (marks & REDUCED) === 0) missing |= SALE;
      if (missing === 0) isFound = true;
      if (counts === null) continue;
      for (const { bit, counter } of columns.counters[choice] ?? []) if ((missing & ~bit) === 0) hit(counter, seen);
      if ((missing & ~PRICE) === 0) counts.price(price);
      if ((missing & ~STOCK) === 0 && (marks & BUYABLE) !== 0) hit(counts.buyable, seen);
      if ((missing & ~SALE) === 0 && (marks & REDUCED) !== 0) hit(counts.reduced, seen);
      if ((missing & ~RATING) === 0) isRated = true;
    }
    if (isRated) for (const [index, step] of RATINGS.entries()) if (rating >= step) hit(counts!.ratings[index]!, seen);
    return isFound;
  }

  return {
    look(part, facts, { from, to }, isReplaced) {
      const columns = columnsOf(facts);
      for (let row = from; row < to; row++) {
        const shelf = facts.shelfOf[row] ?? 0;
        const id = facts.ids[row] ?? '';
        if (!columns.isShown[shelf]) continue;
        const score = ranking ? ranking.get(id) : 0;
        if (score === undefined || isReplaced(id)) continue;
        seen++;
        if (!matches(facts, columns, row)) continue;
        total++;
        counts?.shelf(facts, shelf);
        const candidate = candidateAt(facts, part, row, score);
        if (worst && compare(candidate, worst) >= 0) continue;
        best.push(candidate);
        if (best.length < 2 * wanted + 64) continue;
        best = best.sort(compare).slice(0, wanted);
        worst = best.at(-1);
      }
    },
    result() {
      best.sort(compare);
      const positions = best.slice(offset, wanted).map(({ part, row }) => ({ part, row }));
      return { positions, total, ...(counts && { facets: counts.facets() }) };
    },
  };
}

type Columns = { isShown: boolean[]; missing: number[]; counters: Array<Array<{ counter: Counter; bit: number }>> };

function hit(counter: Counter, product: number): void {
  if (counter.last === product) return;
  counter.last = product;
  counter.count++;
}

function createCounts() {
  const newCounter = (): Counter => ({ count: 0, last: -1 });
  const options = new Map<string, Map<string, Counter>>();
  const onShelf = new Map<ShardFacts, number[]>();
  const buyable = newCounter();
  const reduced = newCounter();
  const ratings = RATINGS.map(newCounter);
  let lowest = Infinity;
  let highest = -Infinity;

  return {
    buyable,
    reduced,
    ratings,
    option(title: string, value: string): Counter {
      const values = options.get(title) ?? new Map<string, Counter>();
      options.set(title, values);
      const counter = values.get(value) ?? newCounter();
      values.set(value, counter);
      return counter;
    },
    price(amount: number): void {
      lowest = Math.min(lowest, amount);
      highest = Math.max(highest, amount);
    },
    shelf(facts: ShardFacts, shelf: number): void {
      const counts = onShelf.get(facts) ?? facts.shelves.map(() => 0);
      onShelf.set(facts, counts);
      counts[shelf] = (counts[shelf] ?? 0) + 1;
    },
    facets(): Facets {
      const categories: Record<string, number> = {};
      for (const [{ shelves }, counts] of onShelf) {
        for (const [index, count] of counts.entries()) {
          if (count === 0) continue;
          for (const handle of shelves[index]?.categories ?? []) categories[handle] = (categories[handle] ?? 0) + count;
        }
      }
      return {
        categories,
        options: [...options]
          .map(([title, values]) => ({ title, values: countsOf(values) }))
          .filter(({ values }) => values.length > 0)
          .sort((a, b) => sumOf(b.values) - sumOf(a.values) || (a.title < b.title ? -1 : 1)),
        price: lowest <= highest ? { from: lowest, to: highest } : null,
        buyable: buyable.count,
        reduced: reduced.count,
        ratings: RATINGS.map((atLeast, index) => ({ atLeast, count: ratings[index]?.count ?? 0 })),
      };
    },
  };
}

/** In one order whatever came first: device and server see the products in different ones. */
const countsOf = (values: Map<string, Counter>): Array<{ value: string; count: number }> =>
  [...values]
    .flatMap(([value, { count }]) => (count > 0 ? { value, count } : []))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

const sumOf = (values: Array<{ count: number }>): number => values.reduce((sum, { count }) => sum + count, 0);

function candidateAt(facts: ShardFacts, part: number, row: number, score: number): Candidate {
  const price = facts.prices[row] ?? Number.NaN;
  return {
    part,
    row,
    id: facts.ids[row] ?? '',
    title: facts.titles[row] ?? '',
    price: Number.isNaN(price) ? null : price,
    createdAt: facts.createdAt[row] ?? 0,
    availability: facts.isBuyable[row] === 1 ? 'in' : 'out',
    score,
  };
}
