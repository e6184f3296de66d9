import { handleLive } from '$lib/server/live/handle-live';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
  const { env, customers, stopping } = getServices();
  return handleLive(event, env, { customers, stopping, address: event.getClientAddress() });
};
