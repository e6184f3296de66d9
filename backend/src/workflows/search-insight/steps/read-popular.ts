import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { CATALOG_FEED } from '../../../modules/catalog-feed';
import { SEARCH_INSIGHT } from '../../../modules/search-insight';

export type PopularInput = { catalog: string; limit: number };
export type PopularResult = { kind: 'found'; searches: string[] } | { kind: 'unknown_region' };

export const readPopularStep = createStep(
  'read-popular-searches',
  async ({ catalog, limit }: PopularInput, { container }) => {
    const { kind } = await container.resolve(CATALOG_FEED).products(catalog, []);
    if (kind !== 'found') return new StepResponse<PopularResult>({ kind });
    const searches = await container.resolve(SEARCH_INSIGHT).popular(catalog, limit);
    return new StepResponse<PopularResult>({ kind, searches });
  },
);
