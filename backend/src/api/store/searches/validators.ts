import { z } from '@medusajs/framework/zod';
import { MAX_SEARCH, readSearchText, type SearchReport } from 'sync/protocol';
import { idSchema } from '../../reviews/page';

/** Room for a text that is much too long to hear which field it is. */
export const MAX_REPORT_BYTES = 16 * 1024;

const TEXT = `must be text of at most ${MAX_SEARCH} letters, without control characters, marks of direction or gaps around it`;
const RESULTS = 'must be a whole number from 0 to 1,000,000';

export const searchReportSchema = z
  .strictObject({
    text: z.string({ error: TEXT }).refine((text) => readSearchText(text) === text, TEXT),
    catalog: z
      .string({ error: 'is missing' })
      .regex(/^[a-z\d][a-z\d-]{0,39}$/, 'must be the key of a catalog, e.g. eu or eu-de'),
    results: z.int({ error: RESULTS }).min(0, RESULTS).max(1_000_000, RESULTS),
    opened: idSchema.optional(),
  } satisfies Record<keyof SearchReport, z.ZodType>)
  .refine(({ opened, results }) => opened === undefined || results > 0, {
    path: ['results'],
    error: 'is 0, so nothing can have been opened',
  });
