import { z } from '@medusajs/framework/zod';

/** Kept in the product's metadata once everything about it is written: a crash on the way leaves none, or the old one. */
const noteSchema = z.object({
  fingerprint: z.string(),
  /** Variant id → the stock the file said. Only another number in the file touches the stock again. */
  quantities: z.record(z.string(), z.number()),
});

export type ImportNote = z.infer<typeof noteSchema>;

export const NOTE_KEY = 'shopifyImport';

export function readNote(metadata: Record<string, unknown>): ImportNote | null {
  const parsed = noteSchema.safeParse(metadata[NOTE_KEY]);
  return parsed.success ? parsed.data : null;
}
