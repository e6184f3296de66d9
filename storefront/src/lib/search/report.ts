/** What somebody looked for, and how many products answered; `opened` is the product they went to from there. */
export type ReportedSearch = { text: string; catalog: string; results: number; opened?: string };

export function reportSearch(_search: ReportedSearch): void {}

/** What others look for often in a catalog; nothing where nobody knows. */
export const popularSearches = (_catalogKey: string, _ask: typeof fetch): Promise<string[]> => Promise.resolve([]);
