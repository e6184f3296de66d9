import { loadMessages } from '$lib/i18n/load-messages';
import { localizePath, marketOf } from '$lib/i18n/market';
import { atomFeed } from '$lib/journal/atom';
import { postsIn } from '$lib/journal/posts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
  const market = marketOf(url.pathname);
  const { journal } = await loadMessages(market.language);
  const feed = atomFeed({
    title: `Satchel · ${journal.title}`,
    subtitle: journal.lead,
    language: market.language,
    home: url.origin + localizePath(market, '/journal'),
    posts: postsIn(market.language),
  });
  return new Response(feed, {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
};
