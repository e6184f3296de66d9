import * as z from 'zod/mini';
import { getRaw } from '../backend/get';
import type { Outage } from '../backend/outage';
import { StorefrontError } from '../errors';

/** Longer than this a page does not wait for a better answer than it can give itself. */
const DEADLINE_MS = 400;
/** After a failure nobody asks for so long, so a dead backend costs one deadline and not one per search. */
const PAUSE_MS = 5_000;
const MOST = 1_000;
const MAX_BYTES = 256 * 1024;

const foundSchema = z.object({
  ids: z.array(z.string()).check(z.maxLength(MOST)),
  engine: z.enum(['postgres', 'meilisearch']),
});

/** Ids of products, the best first; null where the backend does not answer now. */
export type BackendSearch = (text: string) => Promise<string[] | null>;

export type BackendSearchDeps = { backendUrl: string; catalog: string; now: () => number; outage: Outage };

export function createBackendSearch({ backendUrl, catalog, now, outage }: BackendSearchDeps): BackendSearch {
  let pausedUntilMs = 0;

  return async function ask(text) {
    if (now() < pausedUntilMs) return null;
    // Whoever comes while this one waits does not wait as well; it opens again with the answer.
    const isTrial = pausedUntilMs > 0;
    if (isTrial) pausedUntilMs = now() + PAUSE_MS;
    try {
      const query = new URLSearchParams({ q: text, limit: String(MOST) });
      const ids = await find(`${backendUrl}/catalog/${catalog}/search?${query}`);
      pausedUntilMs = ids ? 0 : now() + PAUSE_MS;
      outage.ended();
      return ids;
    } catch (error) {
      pausedUntilMs = now() + PAUSE_MS;
      outage.failed(error);
      return null;
    }
  };
}

async function find(url: string): Promise<string[] | null> {
  const { status, body } = await getRaw(url, { maxBytes: MAX_BYTES, timeoutMs: DEADLINE_MS });
  // A shop that has just been set up is still filling its index.
  if (status === 503) return null;
  if (status !== 200) throw new StorefrontError('backend_unavailable', `The search of the backend answered ${status}`);
  const parsed = z.safeParse(foundSchema, parseJson(body));
  if (parsed.success) return parsed.data.ids;
  throw new StorefrontError('backend_answer', 'The search of the backend sent something else', { cause: parsed.error });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
