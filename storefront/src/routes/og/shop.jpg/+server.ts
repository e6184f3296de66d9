import { answerCard } from '$lib/server/social-cards/answer';
import { shopContent } from '$lib/server/social-cards/content';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => answerCard(url, (where) => ({ content: shopContent(where) }));
