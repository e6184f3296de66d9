import type { Reroute } from '@sveltejs/kit';
import { stripMarket } from '$lib/i18n/market';

/** Every market shares the same routes: `/de/p/mug` is answered by the route of `/p/mug`. */
export const reroute: Reroute = ({ url }) => stripMarket(url.pathname);
