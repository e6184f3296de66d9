/**
 * Whether objects and lists lie inside each other on more than `levels` levels. Nothing this protocol says does, and code that
 * walks a message to its end would run out of stack on one that was made for it.
 */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
