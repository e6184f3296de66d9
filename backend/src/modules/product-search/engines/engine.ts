import type { ISearchModuleService } from '@medusajs/framework/types';
import type { ProductSearchService } from '../service';

export type Wanted = {
  catalog: string;
  /** As it was typed, cleaned. */
  text: string;
  limit: number;
};

export type EngineDeps = { search: ISearchModuleService; productSearch: ProductSearchService };

export type EngineName = 'postgres' | 'meilisearch';

/** Ids of products, the best first, and who answered. */
export type Found = { ids: string[]; engine: EngineName };

/** What is asked of one of Medusa's search providers, so that it answers by the rules of `sync/search`. */
export type Engine = { find(deps: EngineDeps, wanted: Wanted): Promise<Found> };
