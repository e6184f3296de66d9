import { answerFromMarkets } from '$lib/server/discovery/answers';
import { sitemapShard } from '$lib/server/discovery/sitemap';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params }) =>
  answerFromMarkets('application/xml', (markets, origin) => sitemapShard(params.name, markets, origin));
