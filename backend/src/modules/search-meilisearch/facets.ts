import type { SearchTypes } from '@medusajs/framework/types';
import type { FacetDistribution, FacetStats } from 'meilisearch';
import { refuse, type Leaf, type Plan } from './plan';
import { MAX_FACET_VALUES } from './settings';

export type FacetRequest = { field: string; leaf: Leaf; request: SearchTypes.SearchFacetRequest };

const DEFAULT_LIMIT = 10;

export function facetsOf(wanted: SearchTypes.SearchOptions['facets'], plan: Plan): FacetRequest[] {
  return (wanted ?? []).map((each) => {
    const request = typeof each === 'string' ? { field: each } : each;
    const leaf = plan.leaves.get(request.field);
    if (!leaf?.field.facetable) return refuse(`facets of "${request.field}", which is not facetable`);
    const isPlain = request.type === undefined || request.type === 'value';
    if (!isPlain && (leaf.kind !== 'number' || leaf.isArray)) {
      refuse(`${request.type} facets of "${request.field}", which is no number`);
    }
    return { field: request.field, leaf, request };
  });
}

/** One distribution answers all three kinds: Meilisearch counts every value, and there are never more of them than it lists. */
export function toFacets(
  requests: readonly FacetRequest[],
  { facetDistribution, facetStats }: { facetDistribution?: FacetDistribution; facetStats?: FacetStats },
): Record<string, SearchTypes.SearchFacetResult> {
  return Object.fromEntries(
    requests.map(({ field, leaf, request }) => {
      const counts = Object.entries(facetDistribution?.[field] ?? {}).filter(([, count]) => count > 0);
      if (counts.length >= MAX_FACET_VALUES && request.type !== undefined && request.type !== 'value') {
        refuse(`${request.type} facets of "${field}", which has ${MAX_FACET_VALUES} values or more`);
      }
      return [field, toFacet(request, leaf, counts, facetStats?.[field])];
    }),
  );
}

type Counts = Array<[value: string, count: number]>;

function toFacet(
  request: SearchTypes.SearchFacetRequest,
  { kind, isDate }: Leaf,
  counts: Counts,
  stats: { min: number; max: number } | undefined,
): SearchTypes.SearchFacetResult {
  if (request.type === 'stats') return statsOf(counts, stats);
  if (request.type === 'range') return rangesOf(request.ranges, counts, isDate);
  const values = counts
    .map(([value, count]) => ({ value: kind === 'number' ? String(Number(value)) : value, count }))
    .filter(({ value }) => value.startsWith(request.query ?? ''))
    .sort((a, b) => (request.sort === 'alpha' ? 0 : b.count - a.count) || (a.value < b.value ? -1 : 1));
  const shown = values.slice(0, request.limit ?? DEFAULT_LIMIT);
  return { type: 'value', values: shown, other_count: sum(values.slice(shown.length).map(({ count }) => count)) };
}

function statsOf(counts: Counts, stats: { min: number; max: number } | undefined): SearchTypes.SearchFacetResult {
  const count = sum(counts.map(([, each]) => each));
  const total = sum(counts.map(([value, each]) => Number(value) * each));
  if (!stats || count === 0) return { type: 'stats', min: 0, max: 0, count: 0 };
  return { type: 'stats', min: stats.min, max: stats.max, avg: total / count, sum: total, count };
}

function rangesOf(
  ranges: Array<{ key?: string; from?: number | string; to?: number | string }>,
  counts: Counts,
  isDate: boolean,
): SearchTypes.SearchFacetResult {
  return {
    type: 'range',
    ranges: ranges.map(({ key, from, to }) => {
      const [low, high] = [toBound(from, isDate) ?? -Infinity, toBound(to, isDate) ?? Infinity];
      const inside = counts.filter(([value]) => Number(value) >= low && Number(value) < high);
      return {
        key: key ?? `${from ?? '*'}-${to ?? '*'}`,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        count: sum(inside.map(([, count]) => count)),
      };
    }),
  };
}

function toBound(bound: number | string | undefined, isDate: boolean): number | undefined {
  if (bound === undefined) return undefined;
  const number = isDate && typeof bound === 'string' && Number.isNaN(Number(bound)) ? Date.parse(bound) : Number(bound);
  return Number.isNaN(number) ? refuse(`the range bound "${bound}"`) : number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
