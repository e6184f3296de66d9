/** Letters of a search. More is not a search: the rest is not looked at. */
export const MAX_SEARCH = 100;

/** What somebody typed, as it is looked for and shown: without control characters, marks of direction, or gaps around it. */
export function readSearchText(typed: string | null | undefined): string {
  const shown = (typed ?? '')
    .slice(0, 20 * MAX_SEARCH)
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return [...shown].slice(0, MAX_SEARCH).join('').trim();
}
