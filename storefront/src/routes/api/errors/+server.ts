import { pageErrorSchema } from '$lib/observe/observation';
import { takeObservation } from '$lib/server/observe/take-observation';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, getClientAddress }) => {
  const { env, collectors } = getServices();
  return takeObservation(
    { request, address: getClientAddress() },
    { schema: pageErrorSchema, origin: env.ORIGIN, nowMs: Date.now() },
    collectors.passOnError,
  );
};
