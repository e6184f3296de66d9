import { getServices } from '../services';
import { readMarkets, type MarketCatalog } from './market-catalogs';

/** The same for everybody; a cache on the way may keep it for an hour, which is how late a search engine may be. */
const KEPT = 'public, max-age=300, s-maxage=3600';

/** Answers from the catalogs in memory. `write` gives the text, or undefined where nothing of that name exists. */
export function answerFromMarkets(
  contentType: string,
  write: (markets: MarketCatalog[], origin: string) => string | undefined,
): Response {
  const { regions, env } = getServices();
  const markets = readMarkets(regions);
  if (!markets) return notArrived();
  const text = write(markets, env.ORIGIN);
  return text === undefined ? notHere() : textAnswer(contentType, text);
}

export const textAnswer = (contentType: string, text: string): Response =>
  new Response(text, { headers: { 'content-type': `${contentType}; charset=utf-8`, 'cache-control': KEPT } });

export const notArrived = (): Response =>
  new Response('The catalog has not arrived yet. Try again soon.', {
    status: 503,
    headers: { 'cache-control': 'no-store', 'retry-after': '5' },
  });

export const notHere = (): Response =>
  new Response('There is nothing here.', { status: 404, headers: { 'cache-control': 'no-store' } });
