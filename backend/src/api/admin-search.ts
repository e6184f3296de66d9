import { asValue } from '@medusajs/framework/awilix';
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { Modules } from '@medusajs/framework/utils';

/**
 * The admin's search box looks into the tables. Our index would show a product once per catalog, without drafts, and nothing but products:
 * Medusa leaves every other entity out as soon as one has an index.
 */
export function searchTablesInAdmin(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  req.scope.register({ [Modules.SEARCH]: asValue(undefined) });
  next();
}
