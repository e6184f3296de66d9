import { searchReportSchema } from '$lib/search/search-report';
import { takeObservation } from '$lib/server/observe/take-observation';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

/** Twice what the longest search takes, each of its letters written as two escapes. */
const MAX_BYTES = 4 * 1024;

export const POST: RequestHandler = ({ request, getClientAddress }) => {
  const { env, searches } = getServices();
  const address = getClientAddress();
  return takeObservation(
    { request, address },
    { schema: searchReportSchema, origin: env.ORIGIN, nowMs: Date.now(), maxBytes: MAX_BYTES },
    ({ opened, ...search }) => searches.report({ ...search, ...(opened !== undefined && { opened }) }, address),
  );
};
