import * as z from 'zod/mini';

export type Parsed<T> = { ok: true; value: T } | { ok: false; cause: unknown };

/** Outside data is nothing until it has passed here. */
export function parseMessage<S extends z.ZodMiniType>(schema: S, message: unknown): Parsed<z.infer<S>> {
  const parsed = z.safeParse(schema, message);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, cause: parsed.error };
}
