import { beforeEach, expect, it, vi } from 'vitest';
import { answerFromMarkets } from './answers';
import { catalogOf } from './test-markets';

const regions = new Map<string, unknown>();
vi.mock('../services', () => ({ getServices: () => ({ regions, env: { ORIGIN: 'https://shop.example' } }) }));

beforeEach(() => {
  for (const key of ['eu', 'eu-de', 'eu-ar'])
    regions.set(key, { replica: { state: 'ready', catalog: catalogOf(key, []) } });
});

it('asks to come back while the catalog has not arrived, and lets nobody keep that', () => {
  regions.set('eu', { replica: { state: 'empty', catalog: undefined } });
  const { status, headers } = answerFromMarkets('application/xml', () => 'never written');
  expect([status, headers.get('cache-control'), headers.get('retry-after')]).toEqual([503, 'no-store', '5']);
});

it('may be kept by a cache on the way once it has', async () => {
  const answer = answerFromMarkets('application/xml', (markets, origin) => `${markets.length} ${origin}`);
  expect([answer.status, await answer.text()]).toEqual([200, '3 https://shop.example']);
  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  expect(answer.headers.get('cache-control')).toMatch(/^public, .*s-maxage=\d+/);
});

it('says that a file is not there', () => {
  const { status, headers } = answerFromMarkets('application/xml', () => undefined);
  expect([status, headers.get('cache-control')]).toEqual([404, 'no-store']);
});
