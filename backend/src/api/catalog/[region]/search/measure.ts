import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { observeSearchTime } from '../../../../metrics/search-times';
import type { Found } from '../../../../modules/product-search/engines/engine';

/** Takes the time of searches that were answered or broke; what is refused costs nothing and is counted elsewhere. */
export function measureSearch(_req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const startedAt = performance.now();
  res.once('finish', () => {
    const seconds = (performance.now() - startedAt) / 1_000;
    const found = foundIn(res);
    if (found)
      observeSearchTime({ engine: found.engine, outcome: found.ids.length > 0 ? 'found' : 'nothing' }, seconds);
    else if (res.statusCode >= 500) observeSearchTime({ engine: 'none', outcome: 'failed' }, seconds);
  });
  next();
}

const foundIn = ({ locals }: MedusaResponse): Found | undefined => (locals as { found?: Found }).found;

/** Answers, and tells `measureSearch` with what. */
export function answer(res: MedusaResponse, found: Found): void {
  res.locals['found'] = found;
  res.set('Cache-Control', 'no-cache').json(found);
}
