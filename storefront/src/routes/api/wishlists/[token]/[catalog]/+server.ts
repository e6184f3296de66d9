import { ended, found, notFound, unavailable } from '$lib/server/catalog/answers';
import { isCode } from '$lib/server/errors';
import { getServices } from '$lib/server/services';
import { toSharedWishlist } from '$lib/server/wishlist/shared-wishlist';
import { SHARE_TOKEN } from '$lib/wish-sharing';
import type { RequestHandler } from './$types';

/** A wishlist that somebody shares, with the prices, stock and words of one catalog. */
const NO_WISHLIST = { code: 'wishlist_unavailable', message: 'The wishlist cannot be read right now. Try again soon.' };

export const GET: RequestHandler = async ({ params, getClientAddress }) => {
  const { regions, wishlists } = getServices();
  const replica = regions.get(params.catalog)?.replica;
  if (!replica || replica.state === 'absent') return notFound('catalog');
  if (!SHARE_TOKEN.test(params.token)) return notFound('wishlist');
  try {
    const answer = await wishlists.shared(params.token, getClientAddress());
    if (answer.kind === 'unknown') return notFound('wishlist');
    if (answer.kind === 'ended') return ended('wishlist');
    const { catalog } = replica;
    if (!catalog) return unavailable();
    const response = found(toSharedWishlist(answer.wishes, (id) => catalog.productById(id)));
    // Once it is not shared any more, nobody shall have it from a cache.
    response.headers.set('cache-control', 'no-store');
    return response;
  } catch (error) {
    if (isCode(error, 'backend_unavailable')) return unavailable(NO_WISHLIST);
    throw error;
  }
};
