import { error, fail } from '@sveltejs/kit';
import { MAX_REVIEW } from 'sync/protocol';
import { readReview, reviewFields, type ReviewProblem } from '$lib/forms/review-form';
import { textIn } from '$lib/forms/text-in';
import { catalogKey, marketOf } from '$lib/i18n/market';
import { isCode } from '$lib/server/errors';
import { getServices } from '$lib/server/services';
import { currentSession } from '$lib/server/session/current-session';
import { isSameOrigin } from '$lib/server/sync-proxy/is-same-origin';
import type { Actions } from './$types';

const STATUS: Record<ReviewProblem, number> = {
  rating: 400,
  'too-long': 400,
  name: 400,
  'sign-in': 401,
  'not-bought': 403,
  gone: 404,
  'too-many': 429,
  unavailable: 503,
  unkept: 503,
};

const PROBLEM_OF: Record<string, ReviewProblem> = {
  not_signed_in: 'sign-in',
  not_bought: 'not-bought',
  unknown_product: 'gone',
  too_large: 'too-long',
  too_many: 'too-many',
};

export const actions: Actions = {
  async default({ request, params, cookies, url, setHeaders }) {
    const { env, customers, reviews } = getServices();
    if (!isSameOrigin(request.headers, env.ORIGIN)) error(403);
    const product = productIn(url.pathname, params.handle);
    const data = await request.formData();
    const fields = reviewFields(data);
    const refuse = (problem: ReviewProblem) =>
      fail(STATUS[problem], { problem, given: { ...fields, text: fields.text.slice(0, 2 * MAX_REVIEW.text) } });

    const read = readReview(fields, product.id, marketOf(url.pathname).language);
    if (read.kind === 'problem') return refuse(read.problem);
    const { rating, title = '', text = '', name = '', language } = read.form.args;
    const session = await currentSession({ cookies }, env, { customers, nowMs: Date.now() });
    if (!session) return refuse('sign-in');
    try {
      const uuid = textIn(data, 'uuid');
      const submitted = await reviews.submit(session.token, {
        ...{ rating, title, text, name: name || null, language: language ?? null },
        uuid: /^[0-9a-f-]{36}$/.test(uuid) ? uuid : crypto.randomUUID(),
        productId: product.id,
      });
      if (submitted.kind === 'stored') return { isStored: true };
      if (submitted.retryAfter) setHeaders({ 'retry-after': submitted.retryAfter });
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
