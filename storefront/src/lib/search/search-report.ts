import { CATALOGS, readSearchText } from 'sync/protocol';
import * as z from 'zod/mini';

const isCatalog = (key: string): boolean => CATALOGS.some(({ slug }) => slug === key);

/** `POST /api/searches`: what was looked for and how much there was of it, or what was opened of that. Nothing in it tells who looked. */
export const searchReportSchema = z.strictObject({
  text: z.string().check(z.refine((text) => readSearchText(text) === text, 'is not as a search is read')),
  catalog: z.string().check(z.refine(isCatalog, 'is no catalog of this shop')),
  results: z.int().check(z.nonnegative(), z.lte(1_000_000)),
  opened: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
});
