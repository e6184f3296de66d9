/** One desired line, on the device and in `sync_line` alike. */
export type Line = { quantity: number; rev: number };

/** variantId → line. A variant with quantity 0 is absent. */
export type Lines = ReadonlyMap<string, Line>;

/** `rev` is the revision the change will commit as; the device uses its base's rev. */
export type MutationContext = { rev: number; observed?: { rev: number; quantity: number } | undefined };

export function withLine(lines: Lines, variantId: string, quantity: number, rev: number): Lines {
  const next = new Map(lines);
  if (quantity > 0) next.set(variantId, { quantity, rev });
  else next.delete(variantId);
  return next;
}
