import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reportSearch } from './report';
import { createReporter } from './reporter';

vi.mock('./report', () => ({ reportSearch: vi.fn() }));
const told = () => vi.mocked(reportSearch).mock.calls.map(([search]) => search);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a search is told once it rests, its letters are not, and the product it led to is', () => {
  const reporter = createReporter('eu');
  for (const [text, results] of [
    ['l', 9],
    ['la', 5],
    ['lamp', 3],
  ] as const)
    reporter.settle(text, results);
  expect(told()).toEqual([]);
  vi.runAllTimers();
  // The page of results goes on with the same search.
  const onPage = createReporter('eu');
  onPage.settle('lamp', 3);
  vi.runAllTimers();
  expect(told()).toEqual([{ text: 'lamp', catalog: 'eu', results: 3 }]);
  onPage.open('lamp', 3, 'prod_1');
  expect(told().slice(1)).toEqual([{ text: 'lamp', catalog: 'eu', results: 3, opened: 'prod_1' }]);

  // Whoever is quick has searched all the same.
  reporter.settle('boot', 2);
  reporter.open('boot', 2, 'prod_2');
  vi.runAllTimers();
  expect(told().slice(2)).toEqual([
    { text: 'boot', catalog: 'eu', results: 2 },
    { text: 'boot', catalog: 'eu', results: 2, opened: 'prod_2' },
  ]);

  reporter.settle('coat', 1);
  reporter.stop();
  vi.runAllTimers();
  expect(told()).toHaveLength(4);
});
