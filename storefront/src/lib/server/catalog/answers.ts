import { CARD_SORTS, hasFilters, readFilters, type CardQuery } from 'sync/catalog';
import { MAGIC } from 'sync/protocol';
import { MAX_SEARCH, readSearchText } from 'sync/search';
import * as z from 'zod';

/** Asked again every time, answered with 304 while nothing changed. */
const HEADERS = { 'cache-control': 'no-cache' };

const MAX_LIMIT = 96;
const MAX_OFFSET = 1_000_000;
const handle = z.string().min(1).max(200).optional();

const querySchema = z.object({
  q: z
    .string()
    .refine((text) => readSearchText(text) === text)
    .optional(),
  category: handle,
  collection: handle,
  sort: z.enum(CARD_SORTS).default('featured'),
  offset: z.coerce.number().int().min(0).max(MAX_OFFSET).default(0),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(24),
  facets: z.enum(['0', '1']).default('0'),
});

const RULES = {
  q: `at most ${MAX_SEARCH} letters without control characters or spaces around them`,
  category: 'the handle of a category',
  collection: 'the handle of a collection',
  sort: `one of ${CARD_SORTS.join(', ')}`,
  offset: `a whole number from 0 to ${MAX_OFFSET}`,
  limit: `a whole number from 1 to ${MAX_LIMIT}`,
  facets: '1 or 0',
} satisfies Record<keyof z.infer<typeof querySchema>, string>;

export type ParsedQuery = { kind: 'query'; query: CardQuery } | { kind: 'invalid'; field: string; message: string };

export function parseCardQuery(search: URLSearchParams): ParsedQuery {
  const parsed = querySchema.safeParse(Object.fromEntries(search));
  if (parsed.success) {
    const { facets, q, ...query } = parsed.data;
    const { filters, problems } = readFilters(search);
    const [problem] = problems;
    if (problem) return { kind: 'invalid', field: problem.field, message: `${problem.field} ${problem.message}.` };
    return {
      kind: 'query',
      query: {
        ...query,
        ...(q !== undefined && { text: q }),
        ...(hasFilters(filters) && { filters }),
        ...(facets === '1' && { withFacets: true }),
      },
    };
  }
  const field = parsed.error.issues[0]?.path[0] as keyof typeof RULES;
  return { kind: 'invalid', field, message: `${field} must be ${RULES[field]}.` };
}

export const found = (body: Record<string, unknown>): Response =>
  Response.json({ magic: MAGIC, ...body }, { headers: HEADERS });

const failure = (status: number, code: string, message: string, field?: string): Response =>
  Response.json(
    { magic: MAGIC, error: { code, message, ...(field === undefined ? {} : { field }) } },
    { status, headers: { 'cache-control': 'no-store' } },
  );

export const notFound = (what: string): Response => failure(404, 'not_found', `There is no ${what} here.`);

/** It was here once, and whoever made it has ended it. */
export const ended = (what: string): Response => failure(410, 'ended', `This ${what} is not here any more.`);

export const invalid = (field: string, message: string): Response => failure(400, 'invalid_request', message, field);

const NO_CATALOG = {
  code: 'catalog_unavailable',
  message: 'The catalog has not arrived from the backend yet. Try again soon.',
};

export function unavailable({ code, message } = NO_CATALOG): Response {
  const response = failure(503, code, message);
  response.headers.set('retry-after', '2');
  return response;
}
