import { Module } from '@medusajs/framework/utils';
import { ProductSearchService } from './service';

export const PRODUCT_SEARCH = 'productSearch';

export default Module(PRODUCT_SEARCH, { service: ProductSearchService });

declare module '@medusajs/framework/types' {
  interface ModuleImplementations {
    [PRODUCT_SEARCH]: ProductSearchService;
  }
}
