import type { Reroute } from '@sveltejs/kit';
import { stripMarket } from '$lib/i18n/market';

const HASHED = '/_app/immutable/';

/**
 * Every market shares the same routes: `/de/p/mug` is answered by the route of `/p/mug`. A hashed file comes here only when this
 * build does not have it, and Kit itself knows no other.
 */
export const reroute: Reroute = ({ url: { pathname } }) =>
  import.meta.env.SSR && pathname.startsWith(HASHED)
    ? `/kept-files/${pathname.slice(HASHED.length)}`
    : stripMarket(pathname);
