import { z } from '@medusajs/framework/zod';

const MOST = 100;

export const productsQuerySchema = z.object({
  id: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().regex(/^[\w-]{1,64}$/)).max(MOST)),
});
