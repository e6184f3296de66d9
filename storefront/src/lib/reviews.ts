import type { PublicReview } from 'sync/protocol';

export type ReviewPage = { reviews: PublicReview[]; count: number };

export const REVIEWS_PER_PAGE = 6;
