import { error, redirect } from '@sveltejs/kit';
import { catalogKey, localizePath } from '$lib/i18n/market';
import { readReviews } from '$lib/offline/read-reviews';
import { catalogFor } from '$lib/offline/source';
import { REVIEWS_PER_PAGE } from '$lib/reviews';
import { assertReachable } from '../../../require-catalog';
import type { PageLoad } from './$types';

/** Reviews are read from the shop alone; `list` is null where it is out of reach. */
export const load: PageLoad = async ({ params, url, fetch, parent }) => {
  const { market } = await parent();
  const asked = url.searchParams.get('page') ?? '';
  const page = /^[1-9]\d{0,2}$/.test(asked) ? Number(asked) : 1;
  const answer = await catalogFor({ fetch }, catalogKey(market)).product(params.handle);
  if (answer.kind === 'gone') error(404, 'There is no such product');
  assertReachable(answer.kind);
  if (answer.kind !== 'found') return { product: null, page, list: null };

  const { product } = answer.view;
  const list = await readReviews({ fetch }, product.id, (page - 1) * REVIEWS_PER_PAGE);
  assertReachable(list ? 'found' : 'unavailable');
  if (page > 1 && list?.reviews.length === 0) redirect(307, localizePath(market, `/p/${product.handle}/reviews`));
  return { product, page, list };
};
