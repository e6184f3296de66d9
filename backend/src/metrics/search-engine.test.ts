import { expect, it } from 'vitest';
import { toExposition } from './exposition';
import {
  isMeilisearchAnswering,
  observeSearch,
  searchEngineText,
  searchMetrics,
  showSearchEngine,
} from './search-engine';

it.each([
  ['off', [], 'postgres'],
  ['starting', [], 'postgres, meilisearch is starting'],
  ['down', [], 'postgres, meilisearch is down'],
  ['up', [], 'postgres, meilisearch has no index yet'],
  ['up', ['product_v1'], 'meilisearch'],
] as const)('says who answers while Meilisearch is %s with %j', (meilisearch, indexesInStep, text) => {
  showSearchEngine(() => ({ meilisearch, indexesInStep }));
  expect(searchEngineText()).toBe(text);
  expect(isMeilisearchAnswering()).toBe(text === 'meilisearch');
  expect(toExposition(searchMetrics())).toContain(`satchel_search_meilisearch_up ${meilisearch === 'up' ? 1 : 0}`);
});

it('counts answers by engine', () => {
  observeSearch('meilisearch');
  observeSearch('postgres');
  observeSearch('postgres');
  expect(toExposition(searchMetrics())).toContain('satchel_search_answers_total{engine="postgres"} 2');
  expect(toExposition(searchMetrics())).toContain('satchel_search_answers_total{engine="meilisearch"} 1');
});
