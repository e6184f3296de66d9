/** What somebody who bought a product says about it, as everybody may read it. */
export type Review = {
  id: string;
  /** 1 to 5. */
  rating: number;
  title: string;
  /** Plain text. */
  text: string;
  name: string;
  language: string | null;
  isVerified: boolean;
  /** ISO 8601. */
  createdAt: string;
};

export type ReviewPage = { reviews: Review[]; count: number };

export const REVIEWS_PER_PAGE = 6;
export const MAX_REVIEW = { title: 120, text: 4_000, name: 40 };
