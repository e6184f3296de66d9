import type { Family } from './exposition';

/** Upper bounds in seconds: a drain should be answered within 200 ms, and one over 30 s has been given up by the device. */
const BOUNDS = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 5, 30] as const;

/** What this process has answered since it started. */
const outcomes = new Map<string, number>();
const buckets = BOUNDS.map(() => 0);
let sumSeconds = 0;
let count = 0;

/** `outcome` is `ok` or the code of the refusal. Only an answer to changes is a drain; a mere look is cheaper. */
export function observeSync({
  outcome,
  seconds,
  isDrain,
}: {
  outcome: string;
  seconds: number;
  isDrain: boolean;
}): void {
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if (!isDrain) return;
  sumSeconds += seconds;
  count += 1;
  BOUNDS.forEach((bound, index) => {
    if (seconds <= bound) buckets[index] = (buckets[index] ?? 0) + 1;
  });
}

export const syncMetrics = (): Family[] => [
  {
    name: 'satchel_sync_requests_total',
    help: 'Sync requests by outcome.',
    type: 'counter',
    samples: [...outcomes].map(([outcome, value]) => ({
      name: 'satchel_sync_requests_total',
      labels: { outcome },
      value,
    })),
  },
  {
    name: 'satchel_sync_drain_seconds',
    help: 'Time to answer a request that carries changes.',
    type: 'histogram',
    samples: [
      ...BOUNDS.map((bound, index) => ({
        name: 'satchel_sync_drain_seconds_bucket',
        labels: { le: String(bound) },
        value: buckets[index] ?? 0,
      })),
      { name: 'satchel_sync_drain_seconds_bucket', labels: { le: '+Inf' }, value: count },
      { name: 'satchel_sync_drain_seconds_sum', value: sumSeconds },
      { name: 'satchel_sync_drain_seconds_count', value: count },
    ],
  },
];
