import { createSingleFlight } from '../backend/single-flight';
import type { Searches } from '../medusa/searches';

const FRESH_MS = 5 * 60_000;
/** After nobody answered. */
const PAUSE_MS = 30_000;
const SHOWN = 8;
/** More than are shown, for those that drop out. */
const ASKED = 40;

export type PopularSearches = {
  /** Undefined: nobody has ever said. */
  of(catalog: string, isWritten: (text: string) => Promise<boolean>): Promise<string[] | undefined>;
};

type Known = { askAtMs: number; searches: string[] | undefined };

/**
 * What is popular in a catalog, of which only those are shown that something in it answers word by word: whoever counts their own
 * text up puts no words on the page but the shop's.
 */
export function createPopularSearches({ popular }: Pick<Searches, 'popular'>, now: () => number): PopularSearches {
  const known = new Map<string, Known>();
  const once = createSingleFlight<Known>();

  async function ask(catalog: string): Promise<Known> {
    const answer = await popular(catalog, ASKED).then(
      (searches): Known => ({ askAtMs: now() + FRESH_MS, searches }),
      (): Known => ({ askAtMs: now() + PAUSE_MS, searches: known.get(catalog)?.searches }),
    );
    known.set(catalog, answer);
    return answer;
  }

  return {
    async of(catalog, isWritten) {
      const before = known.get(catalog);
      const { searches } = before && now() < before.askAtMs ? before : await once(catalog, () => ask(catalog));
      if (!searches) return undefined;
      const shown: string[] = [];
      for (const text of searches) {
        if (shown.length === SHOWN) break;
        if (await isWritten(text)) shown.push(text);
      }
      return shown;
    },
  };
}
