import { postsIn } from '$lib/journal/posts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  const { market } = await parent();
  return { posts: postsIn(market.language) };
};
