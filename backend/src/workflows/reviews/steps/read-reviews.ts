import { Modules, ProductStatus } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { PRODUCT_REVIEW } from '../../../modules/product-review';
import type { Page, Review, ReviewSort, Tally } from '../../../modules/product-review/types';

export type ReadInput = { productId: string; page: Page & { sort: ReviewSort } };
export type ReadResult = { kind: 'found'; tally: Tally; reviews: Review[] } | { kind: 'unknown_product' };

export const readReviewsStep = createStep('read-reviews', async ({ productId, page }: ReadInput, { container }) => {
  const [product] = await container
    .resolve(Modules.PRODUCT)
    .listProducts({ id: [productId], status: ProductStatus.PUBLISHED }, { select: ['id'], take: 1 });
  if (!product) return new StepResponse<ReadResult>({ kind: 'unknown_product' });
  const reviews = container.resolve(PRODUCT_REVIEW);
  const [tally, listed] = await Promise.all([
    reviews.tally(productId),
    reviews.list({ productId, state: 'approved' }, page),
  ]);
  return new StepResponse<ReadResult>({ kind: 'found', tally, reviews: listed.reviews });
});
