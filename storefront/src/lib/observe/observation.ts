import * as z from 'zod/mini';

/** An address of the shop without what was asked with it, which may be anything a person has typed. */
const path = z.string().check(z.regex(/^\/[^?#\s]*$/), z.maxLength(300));

const vital = z.optional(z.number().check(z.nonnegative(), z.lt(1e7)));

/** `POST /api/measure`: one page was looked at, or how fast it was. Nothing in it tells who looked. */
export const measurementSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('visit'), path, screen: z.string().check(z.regex(/^\d{1,5}x\d{1,5}$/)) }),
  z.strictObject({
    kind: z.literal('vitals'),
    path,
    /** Milliseconds; CLS is a share. */
    values: z.strictObject({ LCP: vital, INP: vital, CLS: vital, FCP: vital, TTFB: vital }),
  }),
]);

const frame = z.object({
  filename: z.optional(z.string().check(z.maxLength(500))),
  function: z.optional(z.string().check(z.maxLength(300))),
  lineno: z.optional(z.int()),
  colno: z.optional(z.int()),
});

/** `POST /api/errors`: what went wrong in a page, as Sentry reads it. */
export const pageErrorSchema = z.strictObject({
  path,
  build: z.string().check(z.regex(/^[\w-]{1,40}$/)),
  type: z.string().check(z.maxLength(100)),
  value: z.string().check(z.maxLength(2_000)),
  frames: z.array(frame).check(z.maxLength(60)),
});

export type Measurement = z.infer<typeof measurementSchema>;
export type PageError = z.infer<typeof pageErrorSchema>;
