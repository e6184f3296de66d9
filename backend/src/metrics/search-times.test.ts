import { expect, it } from 'vitest';
import { toExposition } from './exposition';
import { observeSearchTime, searchTimesMetric } from './search-times';

it('counts times in cumulative buckets, apart by who answered and what', () => {
  observeSearchTime({ engine: 'postgres', outcome: 'found' }, 0.03125);
  observeSearchTime({ engine: 'postgres', outcome: 'found' }, 0.25);
  observeSearchTime({ engine: 'postgres', outcome: 'nothing' }, 0.005);
  observeSearchTime({ engine: 'none', outcome: 'failed' }, 9);
  const lines = toExposition([searchTimesMetric()]).split('\n');
  for (const line of [
    '# TYPE satchel_search_seconds histogram',
    'satchel_search_seconds_bucket{engine="postgres",outcome="found",le="0.02"} 0',
    'satchel_search_seconds_bucket{engine="postgres",outcome="found",le="0.04"} 1',
    'satchel_search_seconds_bucket{engine="postgres",outcome="found",le="0.4"} 2',
    'satchel_search_seconds_sum{engine="postgres",outcome="found"} 0.28125',
    'satchel_search_seconds_count{engine="postgres",outcome="nothing"} 1',
    'satchel_search_seconds_bucket{engine="none",outcome="failed",le="5"} 0',
    'satchel_search_seconds_bucket{engine="none",outcome="failed",le="+Inf"} 1',
  ]) {
    expect(lines).toContain(line);
  }
});
