import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';

export const AUTHENTICATE = false;

/** Whether this process can serve: 200, or 503 with what is not there. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const database = await knex.raw('select 1').then(
    () => 'ok',
    () => 'unreachable',
  );
  const isReady = database === 'ok';
  res.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'starting', checks: { database } });
}
