import { Module } from '@medusajs/framework/utils';
import { CatalogFeedService } from './service';

export const CATALOG_FEED = 'catalogFeed';

export default Module(CATALOG_FEED, { service: CatalogFeedService });

declare module '@medusajs/framework/types' {
  interface ModuleImplementations {
    [CATALOG_FEED]: CatalogFeedService;
  }
}
