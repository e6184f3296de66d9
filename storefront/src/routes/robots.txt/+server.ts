import { textAnswer } from '$lib/server/discovery/answers';
import { robotsTxt } from '$lib/server/discovery/robots';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

/** Never a 503: without an answer a search engine stays away altogether. */
export const GET: RequestHandler = () => textAnswer('text/plain', robotsTxt(getServices().env.ORIGIN));
