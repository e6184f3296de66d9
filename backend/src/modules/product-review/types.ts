export const REVIEW_STATES = ['pending', 'approved', 'rejected'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const REVIEW_SORTS = ['newest', 'oldest', 'highest', 'lowest'] as const;
export type ReviewSort = (typeof REVIEW_SORTS)[number];

/** What a shopper says, as plain text: it is escaped where it is shown. */
export type ReviewContent = {
  /** Whole stars, 1 to 5. */
  rating: number;
  title: string;
  text: string;
  /** Shown to everybody; empty when the shopper gave none. */
  name: string;
  /** BCP 47, of title and text. */
  language: string | null;
};

export type Review = ReviewContent & {
  id: string;
  productId: string;
  customerId: string | null;
  orderId: string | null;
  lineItemId: string | null;
  state: ReviewState;
  revision: number;
  /** ISO 8601 in UTC, as the two below. */
  createdAt: string;
  updatedAt: string;
  moderatedAt: string | null;
};

/** What was bought, as evidence. */
export type Purchase = { orderId: string; lineItemId: string };

export type Submission = {
  /** Made by the device once per form: however often it comes, it is taken once. */
  uuid: string;
  /** Of the form as it came: `fingerprintOf`. */
  fingerprint: string;
  customerId: string;
  productId: string;
  content: ReviewContent;
};

export type Submitted =
  | { kind: 'stored'; review: Review }
  /** The same uuid came with another form before. */
  | { kind: 'uuid_reused' }
  /** It was taken, and the review was deleted since. */
  | { kind: 'withdrawn' };

export type Page = { offset: number; limit: number };
export type ReviewPage = { reviews: Review[]; count: number };

/** Approved reviews alone; `stars[0]` counts those with one star. */
export type Tally = { average: number | null; count: number; stars: [number, number, number, number, number] };

export type ReviewFilter = {
  state?: ReviewState | undefined;
  productId?: string | undefined;
  customerId?: string | undefined;
};

/** As the merchant sees it; `product` is null when it was deleted. */
export type ListedReview = Review & { product: { id: string; title: string; thumbnail: string | null } | null };

export type Verdict = { id: string; revision: number };
export type Moderated = { reviews: Review[]; skipped: Array<{ id: string; reason: 'unknown' | 'changed' }> };

/** A review that comes from elsewhere, under an id of its own. */
export type ImportedReview = ReviewContent & { id: string; productId: string; state: ReviewState; daysAgo: number };
