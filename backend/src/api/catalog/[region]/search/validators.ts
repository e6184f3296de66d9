import { z } from '@medusajs/framework/zod';
import { readSearchText } from 'sync/search/rules';

/** Letters of a search. */
export const MAX_TEXT = 200;
const MOST = 1_000;

export const searchQuerySchema = z.object({
  q: z
    .string()
    .refine((typed) => [...typed.trim()].length <= MAX_TEXT)
    .transform(readSearchText),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});
