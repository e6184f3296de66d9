import { answerFromMarkets } from '$lib/server/discovery/answers';
import { llmsTxt } from '$lib/server/discovery/llms';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => answerFromMarkets('text/markdown', llmsTxt);
