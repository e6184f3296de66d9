import { loadMessages } from '$lib/i18n/load-messages';
import { catalogKey, marketOf } from '$lib/i18n/market';
import { catalogFor } from '$lib/offline/source';
import type { LayoutLoad } from './$types';

/** Changing the market loads the page anew, so the address is read once: moving between pages runs nothing here again. */
export const load: LayoutLoad = async ({ url, fetch, depends, untrack }) => {
  depends('satchel:taxonomy');
  const market = untrack(() => marketOf(url.pathname));
  const [messages, answer] = await Promise.all([
    loadMessages(market.language),
    catalogFor({ fetch }, catalogKey(market)).taxonomy(),
  ]);
  return { market, messages, taxonomy: answer.kind === 'found' ? answer.taxonomy : null };
};
