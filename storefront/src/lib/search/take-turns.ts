/**
 * What to draw on the way from the items that are `shown` to those that are `wanted`, of which at most `most` are new. Until its turn comes,
 * the place of a new one is held by one that is to go, so that the list keeps its length. In the order of `wanted`.
 */
export function takeTurns<T extends { id: string }>(shown: readonly T[], wanted: readonly T[], most: number): T[] {
  const has = (items: readonly T[], { id }: T) => items.some((item) => item.id === id);
  const going = shown.filter((item) => !has(wanted, item));
  let left = most;
  return wanted.flatMap((item) => {
    if (has(shown, item)) return item;
    const place = going.shift();
    return left-- > 0 ? item : (place ?? []);
  });
}
