import type { Family, Sample } from './exposition';

/** Upper bounds in seconds: 60 ms is the goal, and after 400 ms the storefront has answered from its own index. */
const BOUNDS = [0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.4, 1, 5] as const;

type Labels = { engine: 'postgres' | 'meilisearch' | 'none'; outcome: 'found' | 'nothing' | 'failed' };
type Times = { labels: Labels; buckets: number[]; sumSeconds: number; count: number };

/** What this process has answered since it started. */
const timesByLabels = new Map<string, Times>();

/** A search that failed was answered by no engine. */
export function observeSearchTime(labels: Labels, seconds: number): void {
  const key = `${labels.engine} ${labels.outcome}`;
  const times = timesByLabels.get(key) ?? { labels, buckets: BOUNDS.map(() => 0), sumSeconds: 0, count: 0 };
  timesByLabels.set(key, times);
  times.sumSeconds += seconds;
  times.count += 1;
  BOUNDS.forEach((bound, index) => {
    if (seconds <= bound) times.buckets[index] = (times.buckets[index] ?? 0) + 1;
  });
}

const NAME = 'satchel_search_seconds';

export const searchTimesMetric = (): Family => ({
  name: NAME,
  help: 'Time to answer a search of a catalog, by the engine that answered and what came of it.',
  type: 'histogram',
  samples: [...timesByLabels.values()].flatMap(toSamples),
});

const toSamples = ({ labels, buckets, sumSeconds, count }: Times): Sample[] => [
  ...BOUNDS.map((bound, index) => ({
    name: `${NAME}_bucket`,
    labels: { ...labels, le: String(bound) },
    value: buckets[index] ?? 0,
  })),
  { name: `${NAME}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
  { name: `${NAME}_sum`, labels, value: sumSeconds },
  { name: `${NAME}_count`, labels, value: count },
];
