/** Lets others have their turn between two slices of long work: the shopper's click comes before the catalog. */
export type Pace = { breathe(): Promise<void> };

/** For a place where nobody is waiting, such as a test. */
export const noPace: Pace = { breathe: () => Promise.resolve() };
