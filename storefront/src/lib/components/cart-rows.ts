import type { ViewLine } from 'sync';

/** A line that was taken out a moment ago keeps its place, so that it can be put back where it was. */
/** `isSaved`: it went onto the wishlist, and comes back from there. */
export type RemovedLine = { line: ViewLine; index: number; isSaved?: boolean };

export type CartRow = { kind: 'line'; line: ViewLine } | { kind: 'removed'; line: ViewLine; isSaved: boolean };

export function cartRows(lines: readonly ViewLine[], removed: readonly RemovedLine[]): CartRow[] {
  const present = new Set(lines.map(({ variantId }) => variantId));
  const rows: CartRow[] = lines.map((line) => ({ kind: 'line', line }));
  for (const { line, index, isSaved = false } of [...removed].sort((a, b) => a.index - b.index)) {
    if (!present.has(line.variantId)) rows.splice(Math.min(index, rows.length), 0, { kind: 'removed', line, isSaved });
  }
  return rows;
}
