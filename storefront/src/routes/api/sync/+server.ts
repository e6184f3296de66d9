import { getServices } from '$lib/server/services';
import { handleSync } from '$lib/server/sync-proxy/handle-sync';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) => {
  const { env, customers, syncOutage } = getServices();
  return handleSync(event, env, { customers, outage: syncOutage, address: event.getClientAddress() });
};
