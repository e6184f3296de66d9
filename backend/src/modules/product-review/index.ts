import { Module } from '@medusajs/framework/utils';
import { ProductReviewService } from './service';

export const PRODUCT_REVIEW = 'productReview';

export default Module(PRODUCT_REVIEW, { service: ProductReviewService });

declare module '@medusajs/framework/types' {
  interface ModuleImplementations {
    [PRODUCT_REVIEW]: ProductReviewService;
  }
}
