import type { SearchTypes } from '@medusajs/framework/types';
import { MedusaError, projectDocument } from '@medusajs/framework/utils';
import type { MultiSearchQuery, MultiSearchResult } from 'meilisearch';
import type { EngineHit } from './documents';
import { sourceOf } from './documents';
import { facetsOf, toFacets } from './facets';
import { toFilter } from './filters';
import { KEY, refuse, SOURCE, type Plan } from './plan';
import { MAX_HITS } from './settings';

/** One search of Medusa's: the queries it takes, all for one round trip, and how their results become its result. */
export type Translation = {
  queries: MultiSearchQuery[];
  read(results: ReadonlyArray<MultiSearchResult<EngineHit>>): SearchTypes.SearchResult;
};

const DEFAULT_TAKE = 20;
/** Of a query text. Meilisearch looks at ten words; whoever sends more letters than this is not searching. */
const MAX_TEXT = 500;

/** Throws `NOT_ALLOWED` where Meilisearch could only answer something similar, `INVALID_DATA` where nobody could answer. */
export function translate(input: SearchTypes.ProviderSearchQuery, plan: Plan): Translation {
  const options = input.search_options ?? {};
  const { skip = 0, take = DEFAULT_TAKE } = input.pagination ?? {};
  assertExpressible(input, plan, skip + take);
  const text = toText(input, plan);
  const distinct = options.distinct ?? plan.distinct;
  const requests = facetsOf(options.facets, plan);
  const highlighted = text === undefined ? [] : highlightsOf(input, plan);
  const scope = {
    indexUid: input.index.physical_name,
    ...(text !== undefined && { q: text }),
    ...(input.filters && { filter: toFilter(input.filters, plan) }),
    matchingStrategy: 'all' as const,
    ...(options.attributes_to_search_on && { attributesToSearchOn: options.attributes_to_search_on }),
    ...(options.locales?.length && { locales: options.locales }),
    ...(options.min_score !== undefined && { rankingScoreThreshold: options.min_score }),
  };
  const names = requests.map(({ field }) => field);
  // A facet counts documents, whatever is left out as a double of another.
  const facetsApart = distinct !== undefined && names.length > 0;
  const main: MultiSearchQuery = {
    ...scope,
    offset: skip,
    limit: take,
    sort: sortOf(input, plan, text !== undefined),
    attributesToRetrieve: [SOURCE],
    ...(distinct !== undefined && { distinct }),
    ...(options.include_score && { showRankingScore: true }),
    ...(highlighted.length > 0 && highlightQuery(options.highlight, highlighted)),
    ...(!facetsApart && names.length > 0 && { facets: names }),
  };
  const wantsExact = options.count === 'exact';
  const counted: MultiSearchQuery = {
    ...scope,
    hitsPerPage: 1,
    page: 1,
    attributesToRetrieve: [KEY],
    ...(distinct !== undefined && { distinct }),
  };
  return {
    queries: [main, ...(wantsExact ? [counted] : []), ...(facetsApart ? [{ ...scope, limit: 0, facets: names }] : [])],
    read(results) {
      const [found] = results;
      const facetSource = facetsApart ? results.at(-1) : found;
      if (!found || !facetSource) throw new Error('A search has no result');
      return {
        hits: found.hits.map((hit) => toHit(hit, input, highlighted)),
        ...(requests.length > 0 && { facets: toFacets(requests, facetSource) }),
        metadata: {
          skip,
          take,
          count: countOf(options.count, found, wantsExact ? results[1] : undefined),
          ...(input.q !== undefined && { query: input.q }),
          processing_time_ms: found.processingTimeMs,
        },
      };
    },
  };
}

function assertExpressible(input: SearchTypes.ProviderSearchQuery, plan: Plan, end: number): void {
  const { vector, match_strategy: strategy, typo_tolerance: forgives, distinct } = input.search_options ?? {};
  if (vector) refuse('vector search');
  if (input.pagination?.cursor !== undefined) refuse('cursor pagination');
  if (end > MAX_HITS) refuse(`paging past ${MAX_HITS} hits`);
  const words = wordsOf(input.q).length;
  if (strategy === 'any' && words > 1) refuse('match_strategy "any"');
  if (strategy === 'last' && words > 0 && !forgives) refuse('match_strategy "last" without typo_tolerance');
  if (distinct !== undefined && !plan.leaves.has(distinct)) {
    invalid(`Cannot deduplicate search index "${input.index.name}" by unknown field "${distinct}"`);
  }
  if (distinct !== undefined && !plan.filterable.has(distinct)) {
    refuse(`distinct on "${distinct}", which is not filterable`);
  }
  if (words > 0 && plan.searchable.length === 0) {
    invalid(`Search index "${input.index.name}" has no searchable fields, so it cannot be queried by text`);
  }
  for (const path of input.search_options?.attributes_to_search_on ?? []) {
    if (!plan.searchable.includes(path)) {
      invalid(`Field "${path}" is not searchable on search index "${input.index.name}"`);
    }
  }
}

/**
 * Only the last word may be unfinished, and only if asked for: a gap behind it says that it is finished. A word in
 * quotes is taken as it is written, without mistakes. Quotes and minus signs of the shopper's mean nothing.
 */
function toText({ q, search_options: options }: SearchTypes.ProviderSearchQuery, plan: Plan): string | undefined {
  const words = wordsOf(q);
  if (words.length === 0 || plan.searchable.length === 0) return undefined;
  if (options?.match_strategy === 'last') return words.join(' ');
  return options?.typo_tolerance ? `${words.join(' ')} ` : words.map((word) => `"${word}"`).join(' ');
}

function wordsOf(q: string | undefined): string[] {
  return (q ?? '')
    .slice(0, MAX_TEXT)
    .replace(/["\p{Cc}\p{Cs}]/gu, ' ')
    .split(/\s+/u)
    .map((word) => word.replace(/^-+/u, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function sortOf({ pagination, index }: SearchTypes.ProviderSearchQuery, plan: Plan, hasText: boolean): string[] {
  const order = Object.entries(pagination?.order ?? {});
  const last = order.at(-1);
  // Relevance decides last anyway, and the other way round it cannot be asked for.
  const fields = last?.[0] === '_score' && last[1] === 'DESC' ? order.slice(0, -1) : order;
  const sort = fields.map(([path, direction]) => {
    if (path === '_score') refuse('an order in which relevance comes before a field, or ascends');
    const leaf = plan.leaves.get(path);
    if (!leaf) invalid(`Cannot sort search index "${index.name}" by unknown field "${path}"`);
    if (leaf.isArray || !plan.sortable.has(path)) refuse(`sorting by "${path}"`);
    return `${path}:${direction === 'ASC' ? 'asc' : 'desc'}`;
  });
  return hasText ? sort : [...sort, `${KEY}:asc`];
}

function highlightsOf({ search_options: options }: SearchTypes.ProviderSearchQuery, plan: Plan): string[] {
  const wanted = options?.highlight;
  if (!wanted) return [];
  if (wanted === true) return [...(options.attributes_to_search_on ?? plan.searchable)];
  const unknown = wanted.fields.find((path) => !plan.searchable.includes(path));
  if (unknown !== undefined) refuse(`highlighting "${unknown}", which is not searchable`);
  return wanted.fields;
}

function highlightQuery(wanted: SearchTypes.SearchOptions['highlight'], paths: string[]): Partial<MultiSearchQuery> {
  const { pre_tag: pre, post_tag: post, snippet } = typeof wanted === 'object' ? wanted : tags();
  return {
    attributesToHighlight: paths,
    highlightPreTag: pre ?? tags().pre_tag,
    highlightPostTag: post ?? tags().post_tag,
    ...(snippet && { attributesToCrop: paths }),
    ...(typeof snippet === 'object' && { cropLength: snippet.length }),
  };
}

const tags = (): { pre_tag: string; post_tag: string; snippet?: boolean } => ({
  pre_tag: '<mark>',
  post_tag: '</mark>',
});

function toHit(
  hit: EngineHit,
  { index, attributes_to_retrieve: paths, search_options: options }: SearchTypes.ProviderSearchQuery,
  highlighted: readonly string[],
): SearchTypes.SearchHit {
  const source = sourceOf(hit);
  const tag = (typeof options?.highlight === 'object' ? options.highlight.pre_tag : undefined) ?? tags().pre_tag;
  const marked = highlighted.flatMap((path) => {
    const texts = textsAt(hit._formatted, path.split('.')).filter((text) => text.includes(tag));
    return texts.length > 0 ? [[path, texts] as const] : [];
  });
  return {
    id: String(source[index.primary_key]),
    ...(options?.include_score && hit._rankingScore !== undefined && { score: hit._rankingScore }),
    document: projectDocument(source, paths),
    ...(marked.length > 0 && { highlights: Object.fromEntries(marked) }),
  };
}

function textsAt(value: unknown, [first, ...rest]: string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => textsAt(each, first === undefined ? [] : [first, ...rest]));
  if (first === undefined) return typeof value === 'string' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return textsAt((value as Record<string, unknown>)[first], rest);
}

function countOf(
  strategy: SearchTypes.SearchOptions['count'],
  found: MultiSearchResult<EngineHit>,
  counted: MultiSearchResult<EngineHit> | undefined,
): number | null {
  if (strategy === 'none') return null;
  return counted?.totalHits ?? found.estimatedTotalHits ?? found.hits.length;
}

function invalid(message: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, message);
}
