import { productCardVersion } from '$lib/components/social-card';
import { answerCard } from '$lib/server/social-cards/answer';
import { productContent } from '$lib/server/social-cards/content';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url }) =>
  answerCard(url, (where) => {
    const product = where.catalog.product(params.handle);
    return product && { content: productContent(product, where), version: productCardVersion(product) };
  });
