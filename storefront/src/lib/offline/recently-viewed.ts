import { readPlace } from './place';
import { recall, remember } from './remember';

const KEY = 'satchel:viewed';
const MOST = 12;

/** Handles of products that were looked at, the latest first, and whose they are. */
type Viewed = { of: string; handles: string[] };

/** Puts a handle first. What somebody else has looked at on this device goes. */
export function withViewed(stored: string | null, of: string, handle: string): Viewed {
  const handles = viewedIn(stored, of).filter((other) => other !== handle);
  return { of, handles: [handle, ...handles].slice(0, MOST) };
}

/** Only what belongs to whoever is here now. */
export function viewedIn(stored: string | null, of: string): string[] {
  const viewed = parse(stored);
  return viewed?.of === of ? viewed.handles : [];
}

export function noteViewed(handle: string): void {
  remember(KEY, JSON.stringify(withViewed(recall(KEY), whose(), handle)));
}

export const viewedHandles = (): string[] => viewedIn(recall(KEY), whose());

export const forgetViewed = (): void => localStorage.removeItem(KEY);

function whose(): string {
  const { principal, mark } = readPlace(document.cookie);
  return principal ?? mark;
}

function parse(stored: string | null): Viewed | undefined {
  try {
    const found: unknown = JSON.parse(stored ?? 'null');
    return isViewed(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isViewed(found: unknown): found is Viewed {
  if (typeof found !== 'object' || found === null || !('of' in found) || !('handles' in found)) return false;
  const { of, handles } = found;
  return typeof of === 'string' && Array.isArray(handles) && handles.every((handle) => typeof handle === 'string');
}
