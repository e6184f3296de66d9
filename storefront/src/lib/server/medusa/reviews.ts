import { reviewSchema } from 'sync/protocol';
import * as z from 'zod';
import type { ReviewPage } from '../../reviews';
import { createAsk, unexpected, type MedusaEnv } from './ask';

const pageSchema = z.object({ reviews: z.array(reviewSchema), count: z.int() });
const refusalSchema = z.object({ code: z.string(), field: z.string().optional(), message: z.string() });

export type ReviewForm = {
  /** Made once for a form, so that sending it twice stores it once. */
  uuid: string;
  productId: string;
  rating: number;
  title: string;
  text: string;
  name: string | null;
  language: string | null;
};

export type Submitted =
  { kind: 'stored' } | { kind: 'refused'; code: string; field: string | null; retryAfter: string | null };

/** What Medusa says about reviews. Throws `backend_unavailable` when it says nothing useful. */
export type Reviews = {
  /** Undefined: there is no such product. */
  list(productId: string, page: { offset: number; limit: number }): Promise<ReviewPage | undefined>;
  submit(token: string, form: ReviewForm): Promise<Submitted>;
};

export function createReviews(env: MedusaEnv): Reviews {
  const ask = createAsk(env);

  return {
    async list(productId, { offset, limit }) {
      const path = `/store/products/${encodeURIComponent(productId)}/reviews`;
      const { status, json } = await ask(`${path}?offset=${offset}&limit=${limit}`, { name: path });
      if (status === 404) return undefined;
      const page = pageSchema.safeParse(json).data;
      if (status !== 200 || !page) throw unexpected(path, status);
      return page;
    },
    async submit(token, form) {
      const path = '/store/reviews';
      const { status, json, retryAfter } = await ask(path, { method: 'POST', token, body: form });
      if (status === 200) return { kind: 'stored' };
      const refusal = refusalSchema.safeParse(json).data;
      if (status >= 500 || !refusal) throw unexpected(path, status);
      return { kind: 'refused', code: refusal.code, field: refusal.field ?? null, retryAfter };
    },
  };
}
