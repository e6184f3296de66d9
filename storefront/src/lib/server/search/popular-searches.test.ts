import { expect, test, vi } from 'vitest';
import { createPopularSearches } from './popular-searches';

const everything = () => Promise.resolve(true);

test('are asked for every five minutes, once however many ask, and shown while nobody answers', async () => {
  let nowMs = 0;
  const popular = vi.fn(() => Promise.resolve(['lantern']));
  const searches = createPopularSearches({ popular }, () => nowMs);
  expect(await Promise.all([searches.of('eu', everything), searches.of('eu', everything)])).toEqual([
    ['lantern'],
    ['lantern'],
  ]);
  nowMs = 299_999;
  await searches.of('eu', everything);
  expect(popular).toHaveBeenCalledTimes(1);
  nowMs = 300_000;
  popular.mockRejectedValueOnce(new Error('away'));
  expect(await searches.of('eu', everything)).toEqual(['lantern']);
  nowMs += 29_999;
  expect(await searches.of('eu', everything)).toEqual(['lantern']);
  expect(popular).toHaveBeenCalledTimes(2);
  nowMs += 1;
  await searches.of('eu', everything);
  expect(popular).toHaveBeenCalledTimes(3);
});

test('are eight at most, of those that the catalog has the words of', async () => {
  const popular = vi.fn(() => Promise.resolve(['buy elsewhere', ...'abcdefghij']));
  const searches = createPopularSearches({ popular }, () => 0);
  expect(await searches.of('eu', (text) => Promise.resolve(text !== 'buy elsewhere' && text !== 'c'))).toEqual([
    ...'abdefghi',
  ]);
});

test('are not known where nobody has ever said', async () => {
  const searches = createPopularSearches({ popular: () => Promise.reject(new Error('away')) }, () => 0);
  expect(await searches.of('eu', everything)).toBeUndefined();
});
