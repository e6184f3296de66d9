import { loadMessages } from '$lib/i18n/load-messages';
import { catalogKey, marketOf } from '$lib/i18n/market';
import { notArrived, notHere, textAnswer } from '$lib/server/discovery/answers';
import { newestFeed } from '$lib/server/discovery/feed';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
  const { regions, env } = getServices();
  const market = marketOf(url.pathname);
  const replica = regions.get(catalogKey(market))?.replica;
  if (!replica || replica.state === 'absent') return notHere();
  const { catalog } = replica;
  if (!catalog) return notArrived();
  const t = await loadMessages(market.language);
  return textAnswer('application/atom+xml', newestFeed({ market, catalog }, t, env.ORIGIN));
};
