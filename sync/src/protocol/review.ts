import * as z from 'zod/mini';

/** What somebody who bought a product says about it, as everybody may read it: nothing says which account wrote it. */
export const reviewSchema = z.object({
  id: z.string(),
  /** 1 to 5. */
  rating: z.int().check(z.gte(1), z.lte(5)),
  title: z.string(),
  /** Plain text. */
  text: z.string(),
  name: z.string(),
  language: z.nullable(z.string()),
  isVerified: z.boolean(),
  /** ISO 8601. */
  createdAt: z.string(),
  updatedAt: z.string(),
});

export type PublicReview = z.infer<typeof reviewSchema>;
