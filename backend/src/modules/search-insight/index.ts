import { Module } from '@medusajs/framework/utils';
import { SearchInsightService } from './service';

export const SEARCH_INSIGHT = 'searchInsight';

export default Module(SEARCH_INSIGHT, { service: SearchInsightService });

declare module '@medusajs/framework/types' {
  interface ModuleImplementations {
    [SEARCH_INSIGHT]: SearchInsightService;
  }
}
