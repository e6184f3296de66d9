import { error, fail } from '@sveltejs/kit';
import { catalogKey, marketOf } from '$lib/i18n/market';
import { MAX_REVIEW } from '$lib/reviews';
import { isCode } from '$lib/server/errors';
import { getServices } from '$lib/server/services';
import { currentSession } from '$lib/server/session/current-session';
import { isSameOrigin } from '$lib/server/sync-proxy/is-same-origin';
import type { Actions, PageServerLoad } from './$types';

export type ReviewProblem =
  'rating' | 'too-long' | 'sign-in' | 'not-bought' | 'gone' | 'too-many' | 'name' | 'unavailable';

const STATUS: Record<ReviewProblem, number> = {
  rating: 400,
  'too-long': 400,
  name: 400,
  'sign-in': 401,
  'not-bought': 403,
  gone: 404,
  'too-many': 429,
  unavailable: 503,
};

const PROBLEM_OF: Record<string, ReviewProblem> = {
  not_signed_in: 'sign-in',
  not_bought: 'not-bought',
  unknown_product: 'gone',
  too_large: 'too-long',
  too_many: 'too-many',
};

export const load: PageServerLoad = async ({ params, cookies, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  const { env, customers } = getServices();
  const product = productIn(url.pathname, params.handle);
  const session = await currentSession({ cookies }, env, { customers, nowMs: Date.now() });
  return { title: product.title, isSignedIn: session !== undefined, uuid: crypto.randomUUID() };
};

export const actions: Actions = {
  async default({ request, params, cookies, url }) {
    const { env, customers, reviews } = getServices();
    if (!isSameOrigin(request.headers, env.ORIGIN)) error(403);
    const product = productIn(url.pathname, params.handle);
    const form = await request.formData();
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const given = { rating: Number(text('rating')), title: text('title'), text: text('text'), name: text('name') };
    const refuse = (problem: ReviewProblem) =>
      fail(STATUS[problem], { problem, given: { ...given, text: given.text.slice(0, 2 * MAX_REVIEW.text) } });

    if (!Number.isInteger(given.rating) || given.rating < 1 || given.rating > 5) return refuse('rating');
    if (given.title.length > MAX_REVIEW.title || given.text.length > MAX_REVIEW.text) return refuse('too-long');
    if (given.name.length > MAX_REVIEW.name || /\S@\S/.test(given.name)) return refuse('name');
    const session = await currentSession({ cookies }, env, { customers, nowMs: Date.now() });
    if (!session) return refuse('sign-in');
    try {
      const submitted = await reviews.submit(session.token, {
        ...given,
        name: given.name || null,
        uuid: /^[0-9a-f-]{36}$/.test(text('uuid')) ? text('uuid') : crypto.randomUUID(),
        productId: product.id,
        language: marketOf(url.pathname).language,
      });
      if (submitted.kind === 'stored') return { isStored: true };
      if (submitted.code === 'invalid_field')
        return refuse(submitted.field === 'name' ? 'name' : submitted.field === 'rating' ? 'rating' : 'too-long');
      return refuse(PROBLEM_OF[submitted.code] ?? 'unavailable');
    } catch (problem) {
      if (isCode(problem, 'backend_unavailable')) return refuse('unavailable');
      throw problem;
    }
  },
};

function productIn(pathname: string, handle: string) {
  const replica = getServices().regions.get(catalogKey(marketOf(pathname)))?.replica;
  if (!replica?.catalog) error(503, 'The catalog has not arrived yet');
  const product = replica.catalog.product(handle);
  if (!product) error(404, 'There is no such product');
  return product;
}
