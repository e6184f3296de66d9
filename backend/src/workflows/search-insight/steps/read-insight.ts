import { Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { SEARCH_INSIGHT } from '../../../modules/search-insight';
import type { ListedInsight, Scope } from '../../../modules/search-insight/types';

export const readInsightStep = createStep('read-search-insight', async (scope: Scope, { container }) => {
  const service = container.resolve(SEARCH_INSIGHT);
  const [insight, catalogs] = await Promise.all([service.read(scope), service.catalogs()]);
  const mostOpened = [...insight.texts, ...insight.foundNothing].flatMap((text) => text.mostOpened ?? []);
  const ids = [...new Set([...mostOpened, ...insight.products.map(({ productId }) => productId)])];
  const products = await container
    .resolve(Modules.PRODUCT)
    .listProducts({ id: ids }, { select: ['id', 'title'], take: ids.length });
  const titles = Object.fromEntries(products.map(({ id, title }) => [id, title]));
  const listed: ListedInsight = { ...insight, titles, catalogs };
  return new StepResponse(listed);
});
