import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { searchEngineText } from '../../metrics/search-engine';
import { CATALOG_FEED } from '../../modules/catalog-feed';

export const AUTHENTICATE = false;

/**
 * Whether this process can serve: 200, or 503 with what is not there. A feed that is behind still serves its last
 * snapshot, so it says so without taking the process out of service.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const database = await knex.raw('select 1').then(
    () => 'ok',
    () => 'unreachable',
  );
  const unknown = { canServe: false, text: 'unknown' };
  const feed = database === 'ok' ? await feedStatus(req).catch(() => unknown) : unknown;
  const isReady = database === 'ok' && feed.canServe;
  res.status(isReady ? 200 : 503).json({
    status: isReady ? 'ready' : 'starting',
    checks: { database, feed: feed.text, search: searchEngineText() },
  });
}

async function feedStatus(req: MedusaRequest): Promise<{ canServe: boolean; text: string }> {
  const { hasSnapshots, pendingProducts } = await req.scope.resolve(CATALOG_FEED).status();
  const isIdle = hasSnapshots && pendingProducts === 0;
  return { canServe: hasSnapshots, text: isIdle ? 'ok' : `building ${pendingProducts} left` };
}
