import type { MedusaResponse } from '@medusajs/framework/http';
import { MAGIC } from 'sync/protocol';

const ERRORS = {
  unknown_region: { status: 404, message: 'There is no catalog for this region. Regions are named by metadata.slug.' },
  unknown_shard: { status: 404, message: 'There is no such shard. The manifest lists the current ones.' },
  invalid_cursor: {
    status: 400,
    message: 'cursor is missing or malformed: pass the one of the manifest or of the last answer.',
  },
  invalid_limit: { status: 400, message: 'limit must be a whole number from 1 to 500.' },
  invalid_digest: { status: 400, message: 'digest is 1 or left out.' },
  invalid_ids: { status: 400, message: 'id must name 1 to 100 products, separated by commas.' },
  invalid_popular_limit: { status: 400, message: 'limit must be a whole number from 1 to 40.' },
  invalid_q: { status: 400, message: 'q must be given once: the words that are looked for, at most 200 letters.' },
  invalid_most: { status: 400, message: 'limit must be a whole number from 1 to 1000.' },
  too_many: { status: 429, message: 'Too many searches come from this address. Wait a moment.' },
  not_indexed: { status: 503, message: 'The search of this catalog is being filled. Try again shortly.' },
  invalid_format: { status: 400, message: 'format is 2 or left out.' },
  must_refetch: { status: 410, message: 'The cursor is too old or of another epoch: start again from the manifest.' },
  building: { status: 503, message: 'The first snapshot of this catalog is being built. Try again shortly.' },
} as const;

/** Every error of the feed: a status, our magic, a code, and what to do. */
export function refuse(res: MedusaResponse, code: keyof typeof ERRORS, retryAfterSeconds = 1): void {
  const { status, message } = ERRORS[code];
  if (status === 503 || status === 429) res.set('Retry-After', String(retryAfterSeconds));
  res.status(status).set('Cache-Control', 'no-store').json({ magic: MAGIC, error: { code, message } });
}
