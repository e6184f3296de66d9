import type { Family } from './exposition';

const ENDPOINTS = ['sync', 'attach', 'live', 'reviews', 'wishlists', 'forms', 'searches', 'finding'] as const;

const counts = new Map(ENDPOINTS.map((endpoint) => [endpoint, 0]));

export function countRateLimited(endpoint: (typeof ENDPOINTS)[number]): void {
  counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
}

/** All of them from the start, so that the first one is seen as an increase. */
export const rateLimitedMetric = (): Family => ({
  name: 'satchel_rate_limited_total',
  help: 'Requests answered with 429 because too many came from one address, device or customer.',
  type: 'counter',
  samples: [...counts].map(([endpoint, value]) => ({
    name: 'satchel_rate_limited_total',
    labels: { endpoint },
    value,
  })),
});
