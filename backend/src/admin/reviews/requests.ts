import type { ListedReview, ReviewState, Verdict } from '../../modules/product-review/types';
import { ask } from '../ask';

export type ReviewsAnswer = {
  reviews: ListedReview[];
  count: number;
  /** Of one product alone. */
  rating?: { average: number; count: number } | null;
};

export type ReviewsQuery = { state?: ReviewState; productId?: string; offset?: number; limit?: number };

export function listReviews(query: ReviewsQuery, signal: AbortSignal): Promise<ReviewsAnswer> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  return ask(`/admin/reviews?${search}`, { signal });
}

export type Moderated = { skipped: Array<{ id: string; reason: 'unknown' | 'changed' }> };

export function moderate(reviews: Verdict[], state: ReviewState): Promise<Moderated> {
  const body = JSON.stringify({ state, reviews: reviews.map(({ id, revision }) => ({ id, revision })) });
  return ask('/admin/reviews/batch', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}
