import { answerCard } from '$lib/server/social-cards/answer';
import { categoryContent } from '$lib/server/social-cards/content';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url }) =>
  answerCard(url, (where) => {
    const category = where.catalog.taxonomy().categories.find(({ handle }) => handle === params.handle);
    return category && { content: categoryContent(category, where) };
  });
