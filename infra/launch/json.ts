import type { z } from 'zod';

/** Null for text that is not JSON or not of this shape: our own notes on disk may be torn by a crash. */
export function parseJson<T>(schema: z.ZodType<T>, text: string): T | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return schema.safeParse(value).data ?? null;
}
