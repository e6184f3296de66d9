import { readKeptFile } from '$lib/server/kept-files/read-kept-file';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

/** For pages of a build before this one, see `reroute`. */
export const GET: RequestHandler = async ({ params, request }) => {
  const file = await readKeptFile(params.name, {
    dataDirectory: getServices().env.SATCHEL_DATA_DIR,
    acceptsBrotli: /(^|,)\s*br\s*(,|$)/.test(request.headers.get('accept-encoding') ?? ''),
  });
  if (!file) return new Response('Not found', { status: 404, headers: { 'cache-control': 'no-store' } });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(file.isPacked && { 'content-encoding': 'br' }),
    },
  });
};
