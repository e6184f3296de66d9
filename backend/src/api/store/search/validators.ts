import { z } from '@medusajs/framework/zod';
import { MAX_TEXT } from '../../catalog/[region]/search/validators';

/** A page asks for its products and for the choices beside them. */
const MAX_QUERIES = 10;
const MAX_HITS = 100;
const MAX_SKIP = 10_000;
const MAX_DEPTH = 6;
const MAX_CHOICES = 100;

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const filters = z
  .looseObject({
    q: z
      .string('is text')
      .refine((text) => [...text.trim()].length <= MAX_TEXT, `has at most ${MAX_TEXT} letters`)
      .optional(),
    catalog: z.string('names one catalog, e.g. "eu": every product is in each catalog that sells it'),
  })
  .refine((value) => depthOf(value) <= MAX_DEPTH, `are nested at most ${MAX_DEPTH} deep`);

const queryRules = z.looseObject({
  filters,
  pagination: z
    .looseObject({
      take: z.number('is a number').int().max(MAX_HITS, `is at most ${MAX_HITS}`).optional(),
      skip: z.number('is a number').int().max(MAX_SKIP, `is at most ${MAX_SKIP}`).optional(),
    })
    .optional(),
  search_options: z
    .looseObject({
      facets: z
        .array(z.union([z.string(), z.looseObject({ limit: z.number().optional() })]))
        .refine(
          (facets) => facets.every((facet) => typeof facet === 'string' || (facet.limit ?? 0) <= MAX_CHOICES),
          `have a limit of at most ${MAX_CHOICES}`,
        )
        .optional(),
      typo_tolerance: z.literal(false, 'is not offered here: GET /catalog/:key/search forgives mistakes').optional(),
    })
    .optional(),
});

const batchRules = z.looseObject({ queries: z.array(queryRules).max(MAX_QUERIES, `are at most ${MAX_QUERIES}`) });

export type StoreQuery = z.infer<typeof queryRules>;

type Read = { kind: 'read'; body: object; queries: StoreQuery[] } | { kind: 'refused'; field: string; message: string };

/** One search, or several at once. */
export function readStoreSearch(body: unknown): Read {
  const isBatch = typeof body === 'object' && body !== null && 'queries' in body;
  const batch = isBatch ? batchRules.safeParse(body) : undefined;
  const single = isBatch ? undefined : queryRules.safeParse(body);
  if (batch?.success) return { kind: 'read', body: batch.data, queries: batch.data.queries };
  if (single?.success) return { kind: 'read', body: single.data, queries: [single.data] };
  const [problem] = (batch ?? single)?.error?.issues ?? [];
  const field = problem?.path.join('.') || 'body';
  return { kind: 'refused', field, message: `${field} ${problem?.message}` };
}
