/** Lower case and without marks, as both words and facet values are compared. */
export const normalized = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export type Token = { word: string; start: number; end: number };

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match) => ({
    word: normalized(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Every value at a dotted path, through lists on the way. */
export function valuesAt(value: unknown, path: string): unknown[] {
  return walk(value, path.split('.'));
}

function walk(value: unknown, segments: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => walk(each, segments));
  const [first, ...rest] = segments;
  if (first === undefined) return [value];
  if (typeof value !== 'object' || value === null || !(first in value)) return [];
  return walk((value as Record<string, unknown>)[first], rest);
}

/** Whether the field is there at all, be it null or empty. */
export function isThere(value: unknown, path: string): boolean {
  const [first, ...rest] = path.split('.');
  if (Array.isArray(value)) return value.some((each) => isThere(each, path));
  if (typeof value !== 'object' || value === null || first === undefined || !(first in value)) return false;
  return rest.length === 0 || isThere((value as Record<string, unknown>)[first], rest.join('.'));
}

/** The value itself, lists not opened; undefined where there is none. */
export function rawAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (found, segment) =>
        typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[segment] : undefined,
      value,
    );
}

/** Wrong, missing, added and swapped letters between two words; one in the first letter counts twice. */
export function typosBetween(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = least;
    }
  }
  const distance = rows[a.length]![b.length]!;
  return distance > 0 && a[0] !== b[0] ? distance + 1 : distance;
}
