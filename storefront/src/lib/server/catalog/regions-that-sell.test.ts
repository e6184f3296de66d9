import { expect, test } from 'vitest';
import { regionsThatSell } from './regions-that-sell';

const selling = (...handles: string[]) => ({
  replica: {
    state: 'ready' as const,
    catalog: { product: (handle: string) => (handles.includes(handle) ? {} : undefined) },
  },
});

type Place = Parameters<typeof regionsThatSell>[0] extends ReadonlyMap<string, infer Value> ? Value : never;

test('a product is named in the regions that have it, and in those that are not known yet', () => {
  const regions = new Map<string, Place>([
    ['eu', selling('mug', 'jug')],
    ['us', selling('jug')],
    ['gb', { replica: { state: 'empty' as const, catalog: undefined } }],
    ['mars', { replica: { state: 'absent' as const, catalog: undefined } }],
  ]);
  expect(regionsThatSell(regions, 'mug')).toEqual(['eu', 'gb']);
  expect(regionsThatSell(regions, 'jug')).toEqual(['eu', 'us', 'gb']);
});
