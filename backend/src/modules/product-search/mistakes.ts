/** Whether so many wrong, missing or added letters at most make one word of the other. */
export function isWithin(one: string, other: string, mistakes: number): boolean {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > mistakes) return false;
  let row = b.map((_, index) => index + 1);
  for (const [i, letter] of a.entries()) {
    let diagonal = i;
    let left = i + 1;
    const next: number[] = [];
    for (const [j, against] of b.entries()) {
      const above = row[j] ?? 0;
      left = Math.min(above + 1, left + 1, diagonal + (letter === against ? 0 : 1));
      diagonal = above;
      next.push(left);
    }
    if (Math.min(...next) > mistakes) return false;
    row = next;
  }
  return (row.at(-1) ?? a.length) <= mistakes;
}
