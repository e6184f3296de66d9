import type { CardFilters, Facets } from 'sync/catalog';
import { isColourOption } from './swatch';

export type FacetValue = { value: string; count: number; isChosen: boolean };
export type OptionFacet = { title: string; isColour: boolean; values: FacetValue[] };

/** A kind of choice that only few of the products have, and more kinds than these, help nobody. */
const LEAST_SHARE = 0.05;
const MAX_OPTIONS = 6;

/**
 * The options a list can be narrowed by: those with something to choose between, and whatever is chosen already, also when it
 * finds nothing, because it has to be possible to take it back.
 */
export function optionFacets(
  { options }: Pick<Facets, 'options'>,
  { options: chosen = {} }: CardFilters,
  total: number,
): OptionFacet[] {
  const offered = options.filter(
    ({ title, values }) =>
      Object.hasOwn(chosen, title) ||
      (values.length > 1 && values.reduce((sum, { count }) => sum + count, 0) >= total * LEAST_SHARE),
  );
  const known = new Set(offered.map(({ title }) => title));
  const missing = Object.keys(chosen).flatMap((title) => (known.has(title) ? [] : { title, values: [] }));
  return [
    ...offered.slice(0, MAX_OPTIONS),
    ...offered.slice(MAX_OPTIONS).filter(({ title }) => chosen[title]),
    ...missing,
  ]
    .map(({ title, values }) => {
      const picked = new Set(Object.hasOwn(chosen, title) ? chosen[title] : []);
      const found = new Set(values.map(({ value }) => value));
      const all = [
        ...values.map(({ value, count }) => ({ value, count, isChosen: picked.has(value) })),
        ...[...picked].flatMap((value) => (found.has(value) ? [] : { value, count: 0, isChosen: true })),
      ];
      const isColour = isColourOption(title);
      return { title, isColour, values: isColour ? all : all.sort((a, b) => compareSizes(a.value, b.value)) };
    })
    .sort((a, b) => Number(b.isColour) - Number(a.isColour));
}

const SIZES = ['xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', '2xl', 'xxxl', '3xl', '4xl', '5xl'];

/** S before M before L, 250 g before 500 g before 1 kg, and the rest by the alphabet. */
function compareSizes(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || measureOf(a) - measureOf(b) || compareWords(sortableOf(a), sortableOf(b));
}

function compareWords(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By the alphabet, whatever the capitals and accents, and 9 before 10. A collator's first use would hold the page up, see number-pattern.ts. */
function sortableOf(value: string): string {
  const letters = value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/\d+/g, (number) => number.padStart(9, '0'));
}

/** Letters of sizes come first, in their order. */
function rankOf(value: string): number {
  const rank = SIZES.indexOf(value.trim().toLowerCase());
  return rank === -1 ? SIZES.length : rank;
}

const UNITS: Record<string, number> = { mg: 1e-6, g: 1e-3, kg: 1, ml: 1e-3, cl: 1e-2, l: 1, mm: 1e-3, cm: 1e-2, m: 1 };

function measureOf(value: string): number {
  const found = /^(\d+(?:[.,]\d+)?)\s*([a-z]*)/i.exec(value.trim());
  if (!found?.[1]) return Number.MAX_VALUE;
  return Number(found[1].replace(',', '.')) * (UNITS[found[2]?.toLowerCase() ?? ''] ?? 1);
}

/** The filters without one of their values, for a link that takes it back. */
export function withoutOption(filters: CardFilters, title: string, value: string): CardFilters {
  const { [title]: values = [], ...others } = filters.options ?? {};
  const left = values.filter((one) => one !== value);
  return { ...filters, options: left.length > 0 ? { ...others, [title]: left } : others };
}
