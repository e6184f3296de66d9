/** The items to draw now: those that stand there already, and the first few of the others. In their order. */
export function fewNew<T extends { id: string }>(items: readonly T[], drawn: ReadonlySet<string>, most: number): T[] {
  let left = most;
  return items.filter(({ id }) => drawn.has(id) || left-- > 0);
}
