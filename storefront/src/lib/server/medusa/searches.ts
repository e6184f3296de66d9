import type { SearchReport } from 'sync/protocol';
import * as z from 'zod';
import type { Outage } from '../backend/outage';
import { createAsk, unexpected, type MedusaEnv } from './ask';

/** A page may wait for what is popular. */
const POPULAR_TIMEOUT_MS = 2_000;

const popularSchema = z.object({ searches: z.array(z.string()) });

/** What Medusa counts of searches. */
export type Searches = {
  /** Hands a report on; what does not arrive is lost. `address`: of the browser, for limits. */
  report(report: SearchReport, address: string): Promise<void>;
  /** What many have looked for in a catalog. Throws `backend_unavailable` when nobody says. */
  popular(catalog: string, limit: number): Promise<string[]>;
};

export function createSearches(env: MedusaEnv, outage: Outage): Searches {
  const ask = createAsk(env);

  return {
    async report(report, address) {
      const path = '/store/searches';
      try {
        const question = { body: report, headers: { 'x-forwarded-for': address } };
        const { status } = await ask(path, { method: 'POST', ...question });
        if (status >= 500) throw unexpected(path, status);
        outage.ended();
      } catch (cause) {
        outage.failed(cause);
      }
    },
    async popular(catalog, limit) {
      const path = `/catalog/${encodeURIComponent(catalog)}/popular`;
      const { status, json } = await ask(`${path}?limit=${limit}`, { name: path, timeoutMs: POPULAR_TIMEOUT_MS });
      const found = popularSchema.safeParse(json).data;
      if (status !== 200 || !found) throw unexpected(path, status);
      return found.searches;
    },
  };
}
