import { getServices } from '$lib/server/services';
import { handleSharing } from '$lib/server/wishlist/handle-sharing';
import type { RequestEvent, RequestHandler } from './$types';

const answer = (method: 'GET' | 'POST' | 'DELETE', event: RequestEvent) => {
  const { env, customers, wishlists } = getServices();
  const address = event.getClientAddress();
  return handleSharing(method, event, { env, customers, wishlists, address, nowMs: Date.now() });
};

export const GET: RequestHandler = (event) => answer('GET', event);
export const POST: RequestHandler = (event) => answer('POST', event);
export const DELETE: RequestHandler = (event) => answer('DELETE', event);
