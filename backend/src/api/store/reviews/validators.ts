import { z } from '@medusajs/framework/zod';
import { lengthOf, MAX_REVIEW, toPlainLine, toPlainText } from 'sync/protocol';
import { REVIEW_SORTS } from '../../../modules/product-review/types';
import { idSchema, pageSchema } from '../../reviews/page';

/** Every character of the longest text may come as two escapes of six bytes. */
export const MAX_FORM_BYTES = 64 * 1024;

const STARS = 'must be a whole number from 1 to 5';
const LANGUAGE = 'must be a language tag, e.g. de or pt-BR';

const text = (normalize: (given: string) => string, max: number) =>
  z
    .string({ error: 'must be text' })
    .transform(normalize)
    .refine((value) => lengthOf(value) <= max, `has more than ${max.toLocaleString('en')} characters: shorten it`);

const isLanguageTag = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

const name = text(toPlainLine, MAX_REVIEW.name).refine(
  (value) => !/\S@\S/.test(value),
  'is shown to everybody: leave the e-mail address out',
);

export const reviewFormSchema = z.strictObject({
  uuid: z.uuid({ error: 'must be a UUID, made once for this review and sent with every attempt' }).toLowerCase(),
  productId: idSchema,
  rating: z.int({ error: STARS }).min(1, STARS).max(5, STARS),
  title: text(toPlainLine, MAX_REVIEW.title).default(''),
  text: text(toPlainText, MAX_REVIEW.text).default(''),
  /** Left out: made of the account's name. */
  name: name.nullable().default(null),
  language: z
    .string({ error: LANGUAGE })
    .max(35, LANGUAGE)
    .refine(isLanguageTag, LANGUAGE)
    .transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag)
    .nullable()
    .default(null),
});

export const reviewsQuerySchema = z.strictObject({
  ...pageSchema,
  sort: z.enum(REVIEW_SORTS, { error: `must be one of ${REVIEW_SORTS.join(', ')}` }).default('newest'),
});

export const ownReviewsQuerySchema = z.strictObject({ ...pageSchema, productId: idSchema.optional() });
