import { PACKED_SHARD } from 'sync/protocol';
import { invalid, notFound, unavailable } from '$lib/server/catalog/answers';
import { readShard } from '$lib/server/catalog/feed';
import { packed } from '$lib/server/catalog/pass-on';
import { isCode } from '$lib/server/errors';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

const HASH = /^[\w-]{8,128}$/;

export const GET: RequestHandler = async ({ params, request, url }) => {
  const region = getServices().regions.get(params.region);
  if (!region || !HASH.test(params.hash)) return notFound('shard');
  const format = url.searchParams.get('format');
  if (format !== null && format !== String(PACKED_SHARD)) {
    return invalid('format', `format must be ${PACKED_SHARD} or left out.`);
  }
  try {
    // Not tied to this request: somebody else will want the shard too.
    const file = await region.shards.get(params.hash, AbortSignal.timeout(20_000));
    const headers = new Headers({
      'content-type': 'application/json',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    if (format !== null) return packed(file, request, 200, headers);
    // A device of before reads shards as plain lists of products.
    const body = Buffer.from(JSON.stringify(readShard(file)));
    return packed({ body, encoding: 'identity' }, request, 200, headers);
  } catch (error) {
    if (isCode(error, 'not_found')) return notFound('shard');
    if (isCode(error, 'backend_unavailable')) return unavailable();
    throw error;
  }
};
