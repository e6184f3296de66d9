/** What answers a search, and how well; only the order of the scores means anything. */
export type Ranking = {
  /** Products that answer. */
  readonly size: number;
  /** More is better; undefined: it does not answer. */
  get(id: string): number | undefined;
};

/** A word that was looked for and is written nowhere so, and the words that were taken for it, the likeliest first. */
export type Taken = { word: string; terms: readonly string[] };

/** What a search finds. Where everything is written as it was looked for, nothing was taken for something else. */
export type Found = { ranking: Ranking; taken: readonly Taken[] };

export const NOTHING_FOUND: Found = { ranking: new Map(), taken: [] };
