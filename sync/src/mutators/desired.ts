/** One desired line, on the device and in `sync_line` alike. */
export type Line = { quantity: number; rev: number };

/** variantId → line. A variant with quantity 0 is absent. */
export type Lines = ReadonlyMap<string, Line>;

/** What a lane wants: all that intents can change. `promos` in the order they were entered, each once. */
export type Desired = { lines: Lines; promos: readonly string[] };

export const NOTHING_DESIRED: Desired = { lines: new Map(), promos: [] };

/** `rev` is the revision the change will commit as; the device uses its base's rev. */
export type MutationContext = { rev: number; observed?: { rev: number; quantity: number } | undefined };

export function withLine(desired: Desired, variantId: string, quantity: number, rev: number): Desired {
  const lines = new Map(desired.lines);
  if (quantity > 0) lines.set(variantId, { quantity, rev });
  else lines.delete(variantId);
  return { ...desired, lines };
}
