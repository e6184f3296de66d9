import { getServices } from '$lib/server/services';
import { handleSync } from '$lib/server/sync-proxy/handle-sync';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) => {
  const { env, customers } = getServices();
  return handleSync(event, env, { customers });
};
