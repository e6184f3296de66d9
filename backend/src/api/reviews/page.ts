import { z } from '@medusajs/framework/zod';

/** Deeper nobody pages by hand, and the database counts every row it skips. */
const MAX_OFFSET = 10_000;
/** What `clampLimit` leaves of it. */
const MAX_LIMIT = 100;

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a whole number from ${min} to ${max.toLocaleString('en')}`)
    .transform(Number)
    .pipe(
      z
        .int()
        .min(min, `must be at least ${min}`)
        .max(max, `must be ${max.toLocaleString('en')} at most`),
    );

export const pageSchema = { offset: whole(0, MAX_OFFSET).default(0), limit: whole(1, MAX_LIMIT).default(10) };

/** As Medusa's ids are, whatever they begin with. */
export const idSchema = z
  .string({ error: 'is missing' })
  .regex(/^[\w-]{1,64}$/, 'is no id: letters, digits, _ and -, 64 at most');
