import { isCode } from '$lib/server/errors';
import { parseRendition } from '$lib/server/images/rendition';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

const NOT_KEPT = { 'cache-control': 'no-store' };

export const GET: RequestHandler = async ({ params, url }) => {
  const parsed = parseRendition(params.key, url.searchParams);
  if (parsed.kind === 'invalid')
    return new Response(`${parsed.field} ${parsed.message}`, { status: 400, headers: NOT_KEPT });
  try {
    const picture = await getServices().images.get(parsed.rendition);
    return new Response(new Uint8Array(picture), {
      headers: {
        'content-type': `image/${parsed.rendition.format}`,
        'cache-control': 'public, max-age=31536000, immutable',
      },
    });
  } catch (error) {
    if (isCode(error, 'not_found')) return new Response('no such picture', { status: 404, headers: NOT_KEPT });
    if (isCode(error, 'backend_answer')) return new Response('not a picture', { status: 422, headers: NOT_KEPT });
    if (!isCode(error, 'backend_unavailable')) throw error;
    return new Response('the original cannot be had right now', {
      status: 503,
      headers: { ...NOT_KEPT, 'retry-after': '5' },
    });
  }
};
