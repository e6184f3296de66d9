import { reviewSchema } from 'sync/protocol';
import * as z from 'zod';
import type { ReviewPage } from '../../reviews';
import type { Env } from '../env';
import { StorefrontError } from '../errors';

const TIMEOUT_MS = 10_000;

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

export type Submitted = { kind: 'stored' } | { kind: 'refused'; code: string; field: string | null };

/** What Medusa says about reviews. Throws `backend_unavailable` when it says nothing useful. */
export type Reviews = {
  /** Undefined: there is no such product. */
  list(productId: string, page: { offset: number; limit: number }): Promise<ReviewPage | undefined>;
  submit(token: string, form: ReviewForm): Promise<Submitted>;
};

export function createReviews({
  BACKEND_URL,
  MEDUSA_PUBLISHABLE_KEY,
}: Pick<Env, 'BACKEND_URL' | 'MEDUSA_PUBLISHABLE_KEY'>): Reviews {
  async function ask(path: string, init: RequestInit): Promise<{ status: number; json: unknown }> {
    try {
      const answer = await fetch(BACKEND_URL + path, {
        ...init,
        headers: { accept: 'application/json', 'x-publishable-api-key': MEDUSA_PUBLISHABLE_KEY, ...init.headers },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: answer.status, json: await answer.json() };
    } catch (cause) {
      throw new StorefrontError('backend_unavailable', `No answer from ${path}`, { cause });
    }
  }

  return {
    async list(productId, { offset, limit }) {
      const path = `/store/products/${encodeURIComponent(productId)}/reviews`;
      const { status, json } = await ask(`${path}?offset=${offset}&limit=${limit}`, {});
      if (status === 404) return undefined;
      const page = pageSchema.safeParse(json).data;
      if (status !== 200 || !page) throw unexpected(path, status);
      return page;
    },
    async submit(token, form) {
      const path = '/store/reviews';
      const { status, json } = await ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(form),
      });
      if (status === 200) return { kind: 'stored' };
      const refusal = refusalSchema.safeParse(json).data;
      if (status >= 500 || !refusal) throw unexpected(path, status);
      return { kind: 'refused', code: refusal.code, field: refusal.field ?? null };
    },
  };
}

const unexpected = (path: string, status: number) =>
  new StorefrontError('backend_unavailable', `${path} answered ${status}, which says nothing useful`);
