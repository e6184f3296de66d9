import { z } from '@medusajs/framework/zod';
import { PERIODS } from '../../../modules/search-insight/types';

const DAYS = `must be one of ${PERIODS.join(', ')}`;

export const insightQuerySchema = z.strictObject({
  days: z
    .string({ error: DAYS })
    .transform(Number)
    .pipe(z.literal([...PERIODS], { error: DAYS }))
    .default(30),
  catalog: z
    .string()
    .regex(/^[a-z\d][a-z\d-]{0,39}$/, 'must be the key of a catalog, e.g. eu or eu-de')
    .optional(),
});
