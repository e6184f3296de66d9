import type { z } from '@medusajs/framework/zod';
import type { ProblemOf } from '../make-refuse';

export type Parsed<T> = { kind: 'parsed'; value: T } | { kind: 'refused'; problem: ProblemOf<'invalid_field'> };

/** The first thing that is wrong, by the name of its field. The schema's messages go on from there: "rating must be …". */
export function parse<T>(schema: z.ZodType<T>, given: unknown): Parsed<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return { kind: 'parsed', value: parsed.data };
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    const field = issue.keys[0] ?? '';
    return {
      kind: 'refused',
      problem: { code: 'invalid_field', field, message: `${field} is unknown here: leave it out.` },
    };
  }
  const field = issue?.path.join('.') || 'body';
  const message = issue?.path.length ? `${field} ${issue.message}.` : 'The body must be a JSON object.';
  return { kind: 'refused', problem: { code: 'invalid_field', field, message } };
}
