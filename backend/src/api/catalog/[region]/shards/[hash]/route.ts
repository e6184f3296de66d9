import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { promisify } from 'node:util';
import { brotliDecompress, gzip } from 'node:zlib';
import { CATALOG_FEED } from '../../../../../modules/catalog-feed';
import { refuse } from '../../../answers';

export const AUTHENTICATE = false;

const unpack = promisify(brotliDecompress);
const zip = promisify(gzip);

/** One part of a snapshot. Its address is its content, so it may be kept for ever. Stored as brotli; others get theirs made. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const answer = await req.scope.resolve(CATALOG_FEED).shard(req.params.region ?? '', req.params.hash ?? '');
  if (answer.kind === 'missing') return refuse(res, 'unknown_shard');

  res.set({
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: `"${req.params.hash}"`,
    Vary: 'Accept-Encoding',
  });
  // Asked one by one: browsers name gzip first, and between equals Express takes what was named first.
  if (req.acceptsEncodings('br')) {
    res.set('Content-Encoding', 'br').send(answer.body);
    return;
  }
  const plain = await unpack(answer.body);
  if (req.acceptsEncodings('gzip')) res.set('Content-Encoding', 'gzip').send(await zip(plain));
  else res.send(plain);
}
