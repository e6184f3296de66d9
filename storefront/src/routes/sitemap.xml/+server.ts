import { answerFromMarkets } from '$lib/server/discovery/answers';
import { sitemapIndex } from '$lib/server/discovery/sitemap';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => answerFromMarkets('application/xml', sitemapIndex);
