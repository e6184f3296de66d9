import { error } from '@sveltejs/kit';
import { loadText } from '$lib/legal/load-text';
import { toLegalPage } from '$lib/legal/pages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
  const { market } = await parent();
  const slug = toLegalPage(params.slug);
  if (!slug) error(404, 'There is no such page');
  const { default: Text, metadata } = await loadText(slug, market.language);
  return { slug, Text, description: metadata.description };
};
