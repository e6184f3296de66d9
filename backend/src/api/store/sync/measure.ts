import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { observeSync } from '../../../metrics/sync-metrics';

/** Counts the answer once it is out, whichever way it was made. */
export function measureSync(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const startedAt = performance.now();
  res.once('finish', () => {
    const refused: unknown = res.locals['syncOutcome'];
    observeSync({
      outcome: typeof refused === 'string' ? refused : res.statusCode === 200 ? 'ok' : 'other',
      seconds: (performance.now() - startedAt) / 1_000,
      isDrain: hasMutations(req.body),
    });
  });
  next();
}

const hasMutations = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  'mutations' in body &&
  Array.isArray(body.mutations) &&
  body.mutations.length > 0;
