import * as z from 'zod/mini';
import { FORM_FIELDS } from './form.js';

const like = (pattern: RegExp) => z.string().check(z.regex(pattern));
const language = z.optional(like(FORM_FIELDS.language));

/** A message to the shop. It is answered by mail. */
export const contactSchema = z.strictObject({
  email: like(FORM_FIELDS.email),
  message: like(FORM_FIELDS.message),
  name: z.optional(like(FORM_FIELDS.name)),
  subject: z.optional(like(FORM_FIELDS.subject)),
  /** BCP 47, of the page it was written on. */
  language,
});

/** What a customer says about a product, or now says instead of what they said before. Without a name the account's is shown. */
export const reviewWriteSchema = z.strictObject({
  productId: like(FORM_FIELDS.productId),
  rating: z.int().check(z.gte(1), z.lte(5)),
  title: z.optional(like(FORM_FIELDS.title)),
  text: z.optional(like(FORM_FIELDS.text)),
  name: z.optional(like(FORM_FIELDS.reviewName)),
  language,
});

/** The argument schema of every kind of form this build understands. A kind that is not here waits in the outbox. */
export const formSchemas = { 'contact.send': contactSchema, 'review.write': reviewWriteSchema } as const;
