import { Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { PRODUCT_REVIEW } from '../../../modules/product-review';
import type { ListedReview, Page, ReviewFilter, ReviewSort } from '../../../modules/product-review/types';

export type ListInput = { filter: ReviewFilter; page: Page & { sort?: ReviewSort } };

export const listReviewsStep = createStep('list-reviews', async ({ filter, page }: ListInput, { container }) => {
  const service = container.resolve(PRODUCT_REVIEW);
  const { reviews, count } = await service.list(filter, page);
  const tally = filter.productId === undefined ? null : await service.tally(filter.productId);
  const ids = [...new Set(reviews.map(({ productId }) => productId))];
  const products = await container
    .resolve(Modules.PRODUCT)
    .listProducts({ id: ids }, { select: ['id', 'title', 'thumbnail'], take: ids.length });
  const byId = new Map(products.map(({ id, title, thumbnail }) => [id, { id, title, thumbnail }]));
  const listed: ListedReview[] = reviews.map((review) => ({ ...review, product: byId.get(review.productId) ?? null }));
  return new StepResponse({ reviews: listed, count, tally });
});
