/** Numbers of one thing measured many times. Medians and percentiles, never means: one hiccup must not be the result. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank. `p` from 0 to 100. */
export function percentile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new RangeError('Nothing was measured.');
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((p / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export type Row = { what: string; value: string; target?: string };

/** A Markdown table, ready for docs/numbers.md. */
export function toTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, value, target }) => `| ${what} | ${value} | ${target ?? ''} |`);
  return ['| what | measured | target |', '|---|---|---|', ...lines].join('\n');
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
