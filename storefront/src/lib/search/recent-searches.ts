import { readPlace } from '../offline/place';
import { recall, remember } from '../offline/remember';

const KEY = 'satchel:searched';
const MOST = 8;

/** What was looked for, the latest first, and whose it is. It never leaves the device. */
type Searched = { of: string; texts: string[] };

/** Puts a search first. What somebody else has looked for on this device goes. */
export function withSearch(stored: string | null, of: string, text: string): Searched {
  const others = withoutSearch(stored, of, text).texts;
  return { of, texts: [text, ...others].slice(0, MOST) };
}

export const withoutSearch = (stored: string | null, of: string, text: string): Searched => ({
  of,
  texts: searchesIn(stored, of).filter((other) => !isSame(other, text)),
});

/** Only what belongs to whoever is here now. */
export function searchesIn(stored: string | null, of: string): string[] {
  const searched = parse(stored);
  return searched?.of === of ? searched.texts : [];
}

export function noteSearch(text: string): void {
  remember(KEY, JSON.stringify(withSearch(recall(KEY), whose(), text)));
}

export function forgetSearch(text: string): void {
  remember(KEY, JSON.stringify(withoutSearch(recall(KEY), whose(), text)));
}

export const recentSearches = (): string[] => searchesIn(recall(KEY), whose());

export const forgetSearches = (): void => localStorage.removeItem(KEY);

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function whose(): string {
  const { principal, mark } = readPlace(document.cookie);
  return principal ?? mark;
}

function parse(stored: string | null): Searched | undefined {
  try {
    const found: unknown = JSON.parse(stored ?? 'null');
    return isSearched(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isSearched(found: unknown): found is Searched {
  if (typeof found !== 'object' || found === null || !('of' in found) || !('texts' in found)) return false;
  const { of, texts } = found;
  return typeof of === 'string' && Array.isArray(texts) && texts.every((text) => typeof text === 'string');
}
