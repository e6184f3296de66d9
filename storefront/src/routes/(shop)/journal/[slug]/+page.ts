import { error } from '@sveltejs/kit';
import { toCard } from 'sync/catalog';
import { loadText } from '$lib/journal/load-text';
import { postIn } from '$lib/journal/posts';
import { catalogKey } from '$lib/i18n/market';
import { catalogFor } from '$lib/offline/source';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { market } = await parent();
  const post = postIn(market.language, params.slug);
  if (!post) error(404, 'There is no such post');
  const source = catalogFor({ fetch }, catalogKey(market));
  const [Text, ...answers] = await Promise.all([
    loadText(post.slug, post.language),
    ...post.related.map((handle) => source.product(handle)),
  ]);
  // A product that is gone, or cannot be reached, is left out: the text is what people came for.
  const related = answers.flatMap((answer) => (answer.kind === 'found' ? [toCard(answer.view.product)] : []));
  return { post, Text, related };
};
