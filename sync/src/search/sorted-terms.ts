/** The first place from `from` on where a term is not before `wanted`; the number of terms where none is. Near places are found sooner. */
export function firstFrom(terms: readonly string[], wanted: string, from = 0): number {
  const isBefore = (place: number) => (terms[place] ?? '') < wanted;
  let low = from;
  let high = from;
  for (let step = 1; high < terms.length && isBefore(high); step *= 2) {
    low = high + 1;
    high = Math.min(high + step, terms.length);
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
