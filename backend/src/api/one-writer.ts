import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { currentEnv } from '../env';

/**
 * Lines, codes and region of a cart have one writer, the sync module: what is written past it would be taken out again by the
 * next reconcile, so Medusa's own routes for them say no instead.
 */
export function closeLineRoutes(_req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  // The configuration refuses it in production; a bench measures Medusa's way against ours.
  if (currentEnv().SATCHEL_OPEN_LINE_ROUTES === 'true') return next();
  res.status(403).json({
    type: 'not_allowed',
    code: 'one_writer',
    message: 'Lines, codes and region of a cart are changed through POST /store/sync only.',
  });
}

const LINES_AND_CODES = ['items', 'promo_codes'];
/** A cart of another region is another cart of ours. */
const PLACE = ['region_id', 'sales_channel_id'];

/** A new cart of Medusa is empty. */
export const closeFilledCarts = closeFields(LINES_AND_CODES);

/** Everything else of a cart, addresses above all, is Medusa's. */
export const closeOwnedFields = closeFields([...LINES_AND_CODES, ...PLACE]);

function closeFields(names: readonly string[]) {
  return (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
    const body: unknown = req.body;
    const isOwned = typeof body === 'object' && body !== null && names.some((name) => name in body);
    if (isOwned) closeLineRoutes(req, res, next);
    else next();
  };
}
