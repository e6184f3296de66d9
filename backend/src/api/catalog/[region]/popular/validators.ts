import { z } from '@medusajs/framework/zod';

export const popularQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(40).default(8) });
