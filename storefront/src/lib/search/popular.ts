import { browser } from '$app/environment';
import { popularSearches } from './report';

/** Nice to have, and not worth waiting for. */
const PATIENCE_MS = 400;

const known = new Map<string, Promise<string[]>>();

/** What others look for often. A page asks once; nothing where that is not known soon. */
export function popularIn(catalogKey: string, ask: typeof fetch): Promise<string[]> {
  const asked = known.get(catalogKey) ?? popularSearches(catalogKey, ask).catch(() => []);
  if (browser) known.set(catalogKey, asked);
  return Promise.race([asked, new Promise<string[]>((tooLate) => setTimeout(tooLate, PATIENCE_MS, []))]);
}
