import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { PACKED_SHARD, packedShardSchema, unpackShard } from 'sync/protocol';
import { promisify } from 'node:util';
import { brotliDecompress, gzip } from 'node:zlib';
import { CATALOG_FEED } from '../../../../../modules/catalog-feed';
import { refuse } from '../../../answers';

export const AUTHENTICATE = false;

const unpack = promisify(brotliDecompress);
const zip = promisify(gzip);

/**
 * One part of a snapshot. Its address is its content, so it may be kept for ever. Stored by columns as brotli; those who lack brotli,
 * and devices of before, which ask without a format, get theirs made.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { format } = req.query;
  if (format !== undefined && format !== String(PACKED_SHARD)) return refuse(res, 'invalid_format');
  const answer = await req.scope.resolve(CATALOG_FEED).shard(req.params.region ?? '', req.params.hash ?? '');
  if (answer.kind === 'missing') return refuse(res, 'unknown_shard');

  res.set({
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: `"${req.params.hash}${format === undefined ? '' : `.${PACKED_SHARD}`}"`,
    Vary: 'Accept-Encoding',
  });
  // Asked one by one: browsers name gzip first, and between equals Express takes what was named first.
  if (format !== undefined && req.acceptsEncodings('br')) {
    res.set('Content-Encoding', 'br').send(answer.body);
    return;
  }
  const packed = await unpack(answer.body);
  const plain = format === undefined ? plainShard(packed) : packed;
  if (req.acceptsEncodings('gzip')) res.set('Content-Encoding', 'gzip').send(await zip(plain));
  else res.send(plain);
}

function plainShard(packed: Buffer): Buffer {
  const shard = packedShardSchema.parse(JSON.parse(packed.toString()));
  return Buffer.from(JSON.stringify(unpackShard(shard)));
}
