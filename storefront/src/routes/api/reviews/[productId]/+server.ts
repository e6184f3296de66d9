import { REVIEWS_PER_PAGE } from '$lib/reviews';
import { found, invalid, notFound, unavailable } from '$lib/server/catalog/answers';
import { isCode } from '$lib/server/errors';
import { getServices } from '$lib/server/services';
import type { RequestHandler } from './$types';

const NO_REVIEWS = { code: 'reviews_unavailable', message: 'The reviews cannot be read right now. Try again soon.' };

export const GET: RequestHandler = async ({ params, url }) => {
  const offset = url.searchParams.get('offset') ?? '0';
  if (!/^\d{1,4}$/.test(offset)) return invalid('offset', 'offset must be a whole number from 0 to 9999.');
  try {
    const page = await getServices().reviews.list(params.productId, {
      offset: Number(offset),
      limit: REVIEWS_PER_PAGE,
    });
    return page ? found(page) : notFound('product');
  } catch (error) {
    if (isCode(error, 'backend_unavailable')) return unavailable(NO_REVIEWS);
    throw error;
  }
};
