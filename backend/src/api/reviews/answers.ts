import type { PublicReview } from 'sync/protocol';
import type { Review, ReviewState, Tally } from '../../modules/product-review/types';

export type OwnReview = PublicReview & { productId: string; state: ReviewState };

export type ReviewsAnswer = {
  productId: string;
  /** Null while nothing is approved. */
  rating: { average: number; count: number } | null;
  stars: Record<'1' | '2' | '3' | '4' | '5', number>;
  reviews: PublicReview[];
  count: number;
  offset: number;
  limit: number;
};

export type OwnReviewsAnswer = { reviews: OwnReview[]; count: number; offset: number; limit: number };

const isVerified = ({ lineItemId }: Review): boolean => lineItemId !== null;

export function toPublicReview(review: Review): PublicReview {
  const { id, rating, title, text, name, language, createdAt, updatedAt } = review;
  return { id, rating, title, text, name, language, isVerified: isVerified(review), createdAt, updatedAt };
}

export function toOwnReview(review: Review): OwnReview {
  return { ...toPublicReview(review), productId: review.productId, state: review.state };
}

export function toRating({ average, count, stars: [one, two, three, four, five] }: Tally) {
  return {
    rating: average === null ? null : { average, count },
    stars: { 1: one, 2: two, 3: three, 4: four, 5: five },
  };
}
