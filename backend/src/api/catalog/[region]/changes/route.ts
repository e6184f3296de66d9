import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { MAGIC, type Changes } from 'sync/protocol';
import { CATALOG_FEED } from '../../../../modules/catalog-feed';
import { decodeCursor } from '../../../../modules/catalog-feed/cursor';
import { refuse } from '../../answers';
import { changesQuerySchema } from './validators';

export const AUTHENTICATE = false;

const REFUSALS: Record<string, 'invalid_limit' | 'invalid_digest'> = {
  limit: 'invalid_limit',
  digest: 'invalid_digest',
};

/** What changed in a region's catalog after a cursor. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = changesQuerySchema.safeParse(req.query);
  if (!query.success) {
    return refuse(res, REFUSALS[String(query.error.issues[0]?.path[0])] ?? 'invalid_cursor');
  }
  const cursor = decodeCursor(query.data.cursor);
  if (!cursor) return refuse(res, 'invalid_cursor');

  const feed = req.scope.resolve(CATALOG_FEED);
  const region = req.params.region ?? '';
  const { digest: wantsDigest, limit } = query.data;
  const answer = await (wantsDigest
    ? feed.changesWithDigest(region, cursor, limit)
    : feed.changes(region, cursor, limit));
  if (answer.kind !== 'found') return refuse(res, answer.kind);

  const { taxonomy, epoch, more, upserts, tombstones } = answer;
  const body: Changes = { magic: MAGIC, epoch, cursor: answer.cursor, more, upserts, tombstones };
  if (taxonomy.hash !== query.data.taxonomy) body.taxonomy = taxonomy;
  if (answer.digest) body.digest = answer.digest;
  res.set('Cache-Control', 'no-cache').json(body);
}
