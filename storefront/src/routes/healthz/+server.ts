import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

/** Ready when every region that the backend sells in can be rendered without it. */
export const GET: RequestHandler = () => {
  const regions = [...getServices().regions].map(([slug, { replica }]) => [slug, replica.state] as const);
  const isReady = regions.every(([, state]) => state !== 'empty') && regions.some(([, state]) => state === 'ready');
  return Response.json(
    { status: isReady ? 'ready' : 'starting', catalog: Object.fromEntries(regions) },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
};
