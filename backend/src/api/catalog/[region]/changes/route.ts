import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { MAGIC, type Changes } from 'sync/protocol';
import { CATALOG_FEED } from '../../../../modules/catalog-feed';
import { decodeCursor } from '../../../../modules/catalog-feed/cursor';
import { refuse } from '../../answers';
import { changesQuerySchema } from './validators';

export const AUTHENTICATE = false;

/** What changed in a region's catalog after a cursor. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = changesQuerySchema.safeParse(req.query);
  if (!query.success) {
    return refuse(res, query.error.issues[0]?.path[0] === 'limit' ? 'invalid_limit' : 'invalid_cursor');
  }
  const cursor = decodeCursor(query.data.cursor);
  if (!cursor) return refuse(res, 'invalid_cursor');

  const feed = req.scope.resolve(CATALOG_FEED);
  const answer = await feed.changes(req.params.region ?? '', cursor, query.data.limit);
  if (answer.kind !== 'found') return refuse(res, answer.kind);

  const { taxonomy, epoch, more, upserts, tombstones } = answer;
  const body: Changes = { magic: MAGIC, epoch, cursor: answer.cursor, more, upserts, tombstones };
  if (taxonomy.hash !== query.data.taxonomy) body.taxonomy = taxonomy;
  res.set('Cache-Control', 'no-cache').json(body);
}
