import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { currentEnv } from '../env';

/**
 * The lines of a cart have one writer, the sync module: a line written past it would be taken out again by the next
 * reconcile, so Medusa's own routes for lines say no instead.
 */
export function closeLineRoutes(_req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  // The configuration refuses it in production; a bench measures Medusa's way against ours.
  if (currentEnv().SATCHEL_OPEN_LINE_ROUTES === 'true') return next();
  res.status(403).json({
    type: 'not_allowed',
    code: 'one_writer',
    message: 'Lines of a cart are changed through POST /store/sync only.',
  });
}

export function closeCartsWithItems(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  const items = typeof body === 'object' && body !== null && 'items' in body ? body.items : undefined;
  if (items === undefined) return next();
  closeLineRoutes(req, res, next);
}
