import { expect, it } from 'vitest';
import { toExposition } from './exposition';
import { observeSync, syncMetrics } from './sync-metrics';

it('counts outcomes, and the time of drains in cumulative buckets', () => {
  observeSync({ outcome: 'ok', seconds: 0.03, isDrain: true });
  observeSync({ outcome: 'ok', seconds: 0.15, isDrain: true });
  observeSync({ outcome: 'ok', seconds: 99, isDrain: false });
  observeSync({ outcome: 'forked', seconds: 40, isDrain: true });
  const lines = toExposition(syncMetrics()).split('\n');
  for (const line of [
    '# TYPE satchel_sync_drain_seconds histogram',
    'satchel_sync_requests_total{outcome="ok"} 3',
    'satchel_sync_requests_total{outcome="forked"} 1',
    'satchel_sync_drain_seconds_bucket{le="0.025"} 0',
    'satchel_sync_drain_seconds_bucket{le="0.05"} 1',
    'satchel_sync_drain_seconds_bucket{le="0.2"} 2',
    'satchel_sync_drain_seconds_bucket{le="30"} 2',
    'satchel_sync_drain_seconds_bucket{le="+Inf"} 3',
    'satchel_sync_drain_seconds_count 3',
  ]) {
    expect(lines).toContain(line);
  }
});

it('escapes what would end a label', () => {
  const samples = [{ name: 'a', labels: { kind: 'x"\\\n' }, value: 1 }];
  expect(toExposition([{ name: 'a', help: 'b', type: 'gauge', samples }])).toContain('a{kind="x\\"\\\\\\n"} 1');
});
