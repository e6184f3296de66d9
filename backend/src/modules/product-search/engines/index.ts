import type { ISearchModuleService } from '@medusajs/framework/types';
import type { Engine } from './engine';
import { meilisearch } from './meilisearch';
import { postgres } from './postgres';

/** By the identifier of Medusa's provider. */
const ENGINES: Readonly<Record<string, Engine>> = {
  'search-postgres': postgres,
  'search-meilisearch': meilisearch,
};

export function engineOf(search: ISearchModuleService): Engine {
  const { provider } = search.getIndex('product');
  const engine = ENGINES[provider];
  if (!engine) throw new Error(`Nobody has said how to ask the search provider ${provider}`);
  return engine;
}
