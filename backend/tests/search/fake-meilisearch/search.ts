import { parseFilter } from './filter.ts';
import { crop, highlight, matchDocument, readQuery, type Match, type Query } from './matching.ts';
import { assertFields, badRequest } from './problem.ts';
import type { Settings } from './settings.ts';
import { rawAt, valuesAt } from './text.ts';

export type StoredIndex = {
  uid: string;
  primaryKey: string | null;
  settings: Settings;
  documents: Map<string, Record<string, unknown>>;
  createdAt: string;
  updatedAt: string;
};

const PARAMETERS = [
  'q', 'offset', 'limit', 'page', 'hitsPerPage', 'filter', 'sort', 'facets', 'distinct', 'attributesToRetrieve',
  'attributesToHighlight', 'highlightPreTag', 'highlightPostTag', 'attributesToCrop', 'cropLength', 'cropMarker',
  'matchingStrategy', 'attributesToSearchOn', 'showRankingScore', 'showRankingScoreDetails', 'showMatchesPosition',
  'rankingScoreThreshold', 'locales', 'hybrid', 'vector', 'retrieveVectors',
]; // prettier-ignore
const STRATEGIES = ['all', 'last', 'frequency'];

type Ranked = { document: Record<string, unknown>; match: Match; score: number };
type Parameters = Record<string, unknown>;

export function search(index: StoredIndex, body: unknown): Record<string, unknown> {
  const given = assertFields(body, PARAMETERS);
  check(given, index.settings);
  const query = readQuery(typeof given['q'] === 'string' ? given['q'] : '', index.settings);
  const isAllowed = parseFilter(given['filter'], index.settings.filterableAttributes, 'invalid_search_filter');
  const attributes = strings(given['attributesToSearchOn']) ?? index.settings.searchableAttributes;
  const ranked = [...index.documents.values()]
    .filter(isAllowed)
    .flatMap((document) => matched(document, query, given, attributes, index.settings))
    .filter(({ score }) => score >= Number(given['rankingScoreThreshold'] ?? 0))
    .sort((a, b) => byRules(a, b, index.settings.rankingRules, strings(given['sort']) ?? []));
  const distinct = (given['distinct'] as string | undefined) ?? index.settings.distinctAttribute;
  const shown = distinct ? firstOfEach(ranked, distinct) : ranked;
  const facets = strings(given['facets']);
  return {
    ...page(shown, given, index.settings, query),
    query: given['q'] ?? '',
    processingTimeMs: 0,
    ...(facets && facetsOf(ranked, facets, index.settings)),
  };
}

function check(given: Parameters, settings: Settings): void {
  if (given['matchingStrategy'] !== undefined && !STRATEGIES.includes(String(given['matchingStrategy']))) {
    throw badRequest(
      'invalid_search_matching_strategy',
      `Unknown value \`${String(given['matchingStrategy'])}\` at \`.matchingStrategy\`: expected one of \`last\`, \`all\`, \`frequency\``,
    );
  }
  for (const name of ['offset', 'limit', 'page', 'hitsPerPage', 'cropLength']) {
    if (given[name] !== undefined && !(Number.isInteger(given[name]) && Number(given[name]) >= 0)) {
      throw badRequest(
        `invalid_search_${snake(name)}`,
        `Invalid value type at \`.${name}\`: expected a positive integer`,
      );
    }
  }
  if (given['q'] !== undefined && given['q'] !== null && typeof given['q'] !== 'string') {
    throw badRequest('invalid_search_q', 'Invalid value type at `.q`: expected a string');
  }
  const rules: Array<[string, readonly string[], (value: string) => string]> = [
    ['facets', settings.filterableAttributes, (value) => value],
    ['sort', settings.sortableAttributes, (value) => value.replace(/:(asc|desc)$/, '')],
    ['attributesToSearchOn', settings.searchableAttributes, (value) => value],
  ];
  for (const [name, known, nameOf] of rules) {
    for (const value of strings(given[name]) ?? []) {
      if (name === 'sort' && !/:(asc|desc)$/.test(value)) {
        throw badRequest(
          'invalid_search_sort',
          `Invalid syntax for the sort parameter: expected expression ending by \`:asc\` or \`:desc\`, found \`${value}\`.`,
        );
      }
      if (!known.includes(nameOf(value)) && !(name === 'attributesToSearchOn' && known.includes('*'))) {
        throw badRequest(
          `invalid_search_${snake(name)}`,
          `Attribute \`${nameOf(value)}\` is not allowed in \`${name}\`. Available attributes are: \`${known.join(', ')}\`.`,
        );
      }
    }
  }
  const distinct = given['distinct'];
  if (typeof distinct === 'string' && !settings.filterableAttributes.includes(distinct)) {
    throw badRequest(
      'invalid_search_distinct',
      `Attribute \`${distinct}\` is not filterable and thus, cannot be used as distinct attribute.`,
    );
  }
}

/** `last` gives up words from the end until something is found, `frequency` the commonest; only `all` is needed exactly. */
function matched(
  document: Record<string, unknown>,
  query: Query,
  given: Parameters,
  attributes: string[],
  settings: Settings,
): Ranked[] {
  const isAll = given['matchingStrategy'] === 'all';
  for (
    let words = query.terms.length;
    words >= (isAll ? query.terms.length : Math.min(1, query.terms.length));
    words -= 1
  ) {
    const match = matchDocument(document, { ...query, terms: query.terms.slice(0, words) }, attributes, settings);
    if (match) return [{ document, match, score: scoreOf(match, query, attributes.length) }];
    if (words === 0) break;
  }
  return [];
}

function scoreOf({ words, typos, attribute, exact }: Match, query: Query, attributes: number): number {
  const wanted = query.terms.length;
  if (wanted === 0) return 1;
  const typo = 1 - typos / (2 * wanted + 1);
  const place = 1 - attribute / (attributes * wanted + 1);
  return (words / wanted) * 0.5 + typo * 0.25 + place * 0.15 + (exact / wanted) * 0.1;
}

function byRules(a: Ranked, b: Ranked, rules: readonly string[], sort: readonly string[]): number {
  for (const rule of rules) {
    const order =
      rule === 'sort'
        ? sort.map((each) => bySort(a.document, b.document, each)).find((found) => found !== 0)
        : rule === 'words'
          ? b.match.words - a.match.words
          : rule === 'typo'
            ? a.match.typos - b.match.typos
            : rule === 'attribute'
              ? a.match.attribute - b.match.attribute
              : rule === 'exactness'
                ? b.match.exact - a.match.exact
                : 0;
    if (order) return order;
  }
  return 0;
}

/** What has no value comes last, either way. */
function bySort(a: Record<string, unknown>, b: Record<string, unknown>, rule: string): number {
  const [, path, direction] = /^(.*):(asc|desc)$/.exec(rule)!;
  const [x, y] = [a, b].map((document) => valuesAt(document, path!)[0]);
  if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
  const order = x! < y! ? -1 : x! > y! ? 1 : 0;
  return direction === 'asc' ? order : -order;
}

function firstOfEach(ranked: readonly Ranked[], path: string): Ranked[] {
  const seen = new Set<unknown>();
  return ranked.filter(({ document }) => {
    const value = rawAt(document, path);
    if (value === undefined || value === null) return true;
    if (seen.has(value)) return false;
    return seen.add(value);
  });
}

function page(ranked: readonly Ranked[], given: Parameters, settings: Settings, query: Query): Record<string, unknown> {
  const reachable = ranked.slice(0, settings.pagination.maxTotalHits);
  const show = (part: readonly Ranked[]) => part.map((each) => toHit(each, given, settings, query));
  if (given['page'] !== undefined || given['hitsPerPage'] !== undefined) {
    const hitsPerPage = Number(given['hitsPerPage'] ?? 20);
    const number = Number(given['page'] ?? 1);
    const hits = number > 0 ? show(reachable.slice((number - 1) * hitsPerPage, number * hitsPerPage)) : [];
    const totalPages = hitsPerPage === 0 ? 0 : Math.ceil(reachable.length / hitsPerPage);
    return { hits, page: number, hitsPerPage, totalPages, totalHits: reachable.length };
  }
  const offset = Number(given['offset'] ?? 0);
  const limit = Number(given['limit'] ?? 20);
  return { hits: show(reachable.slice(offset, offset + limit)), offset, limit, estimatedTotalHits: reachable.length };
}

function toHit(
  { document, score }: Ranked,
  given: Parameters,
  settings: Settings,
  query: Query,
): Record<string, unknown> {
  const wanted = strings(given['attributesToRetrieve']) ?? ['*'];
  const retrieved = wanted.includes('*')
    ? { ...document }
    : Object.fromEntries(Object.entries(document).filter(([name]) => wanted.includes(name)));
  const highlighted = strings(given['attributesToHighlight']) ?? [];
  const cropped = strings(given['attributesToCrop']) ?? [];
  if (highlighted.length === 0 && cropped.length === 0) return withScore(retrieved, given, score);
  const tops = new Set([...highlighted, ...cropped].map((path) => path.split('.')[0]!));
  const base = { ...retrieved, ...Object.fromEntries(Object.entries(document).filter(([name]) => tops.has(name))) };
  const formatted = mapTexts(base, '', (path, text) => {
    const cut = cropped.includes(path)
      ? crop(text, query, settings, {
          words: Number(given['cropLength'] ?? 10),
          marker: String(given['cropMarker'] ?? '…'),
        })
      : text;
    return highlighted.includes(path)
      ? highlight(cut, query, settings, {
          pre: String(given['highlightPreTag'] ?? '<em>'),
          post: String(given['highlightPostTag'] ?? '</em>'),
        })
      : cut;
  });
  return withScore({ ...retrieved, _formatted: formatted }, given, score);
}

const withScore = (hit: Record<string, unknown>, given: Parameters, score: number): Record<string, unknown> =>
  given['showRankingScore'] === true ? { ...hit, _rankingScore: score } : hit;

function mapTexts(value: unknown, path: string, change: (path: string, text: string) => string): unknown {
  if (typeof value === 'string') return change(path, value);
  if (typeof value === 'number') return change(path, String(value));
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, path, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mapTexts(each, path ? `${path}.${name}` : name, change)]),
  );
}

function facetsOf(ranked: readonly Ranked[], facets: readonly string[], settings: Settings): Record<string, unknown> {
  const facetDistribution: Record<string, Record<string, number>> = {};
  const facetStats: Record<string, { min: number; max: number }> = {};
  for (const facet of facets) {
    const counts = new Map<string, number>();
    const numbers: number[] = [];
    for (const { document } of ranked) {
      const values = valuesAt(document, facet).filter((value) => value !== null && value !== '');
      for (const value of new Set(values.map(String))) counts.set(value, (counts.get(value) ?? 0) + 1);
      numbers.push(...values.filter((value) => typeof value === 'number'));
    }
    const order = settings.faceting.sortFacetValuesBy[facet] ?? settings.faceting.sortFacetValuesBy['*'];
    const entries = [...counts]
      .sort(([a, x], [b, y]) => (order === 'count' ? y - x : 0) || (a < b ? -1 : 1))
      .slice(0, settings.faceting.maxValuesPerFacet);
    facetDistribution[facet] = Object.fromEntries(entries);
    if (numbers.length > 0) facetStats[facet] = { min: Math.min(...numbers), max: Math.max(...numbers) };
  }
  return { facetDistribution, facetStats };
}

function strings(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw badRequest('bad_request', 'Invalid value type: expected an array of strings');
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
