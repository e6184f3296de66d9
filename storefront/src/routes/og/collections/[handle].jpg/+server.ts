import { answerCard } from '$lib/server/social-cards/answer';
import { collectionContent } from '$lib/server/social-cards/content';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url }) =>
  answerCard(url, (where) => {
    const collection = where.catalog.taxonomy().collections.find(({ handle }) => handle === params.handle);
    return collection && { content: collectionContent(collection, where) };
  });
