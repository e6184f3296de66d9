import { z } from '@medusajs/framework/zod';

export const changesQuerySchema = z.object({
  cursor: z.string(),
  /** Hash of the taxonomy the caller has. */
  taxonomy: z.string().optional(),
  /** Whether to tell what the whole catalog adds up to. */
  digest: z.literal('1').optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
