import { measurementSchema } from '$lib/observe/observation';
import { takeObservation } from '$lib/server/observe/take-observation';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, getClientAddress }) => {
  const { env, collectors } = getServices();
  const browser = {
    userAgent: request.headers.get('user-agent') ?? '',
    language: request.headers.get('accept-language')?.split(/[,;]/, 1)[0] ?? '',
  };
  return takeObservation(
    { request, address: getClientAddress() },
    { schema: measurementSchema, origin: env.ORIGIN, nowMs: Date.now() },
    (measurement) => collectors.passOnMeasurement(measurement, browser),
  );
};
