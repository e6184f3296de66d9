import { loadMessages } from '$lib/i18n/load-messages';
import { catalogKey, marketOf } from '$lib/i18n/market';
import { notArrived, notHere } from '../discovery/answers';
import type { MarketCatalog } from '../discovery/market-catalogs';
import { isCode } from '../errors';
import { getServices } from '../services';
import type { CardContent } from './draw';
import type { Messages } from '$lib/i18n/messages/en';

type Found = { content: CardContent; version?: string };

const AN_HOUR = 'public, max-age=3600';
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The card of something in the catalog of the address's market; `find` gives undefined when it is not there. An address that
 * names the version there is may be kept for ever, any other is asked for again.
 */
export async function answerCard(
  url: URL,
  find: (where: MarketCatalog & { t: Messages }) => Found | undefined,
): Promise<Response> {
  const { regions, socialCards } = getServices();
  const market = marketOf(url.pathname);
  const replica = regions.get(catalogKey(market))?.replica;
  if (!replica || replica.state === 'absent') return notHere();
  if (!replica.catalog) return notArrived();
  const found = find({ market, catalog: replica.catalog, t: await loadMessages(market.language) });
  if (!found) return notHere();
  try {
    const card = await socialCards.get(found.content);
    const isExact = found.version !== undefined && url.searchParams.get('v') === found.version;
    return new Response(new Uint8Array(card), {
      headers: {
        'content-type': 'image/jpeg',
        'cache-control': isExact ? FOR_EVER : AN_HOUR,
        // Made to be shown on other sites.
        'cross-origin-resource-policy': 'cross-origin',
      },
    });
  } catch (error) {
    if (isCode(error, 'backend_unavailable') || isCode(error, 'not_found') || isCode(error, 'backend_answer'))
      return notArrived();
    throw error;
  }
}
