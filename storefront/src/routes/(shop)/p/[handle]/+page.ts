import { error } from '@sveltejs/kit';
import { catalogKey } from '$lib/i18n/market';
import { catalogFor } from '$lib/offline/source';
import { assertReachable } from '../../require-catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, fetch, parent, depends }) => {
  depends('satchel:product');
  const { market } = await parent();
  const answer = await catalogFor({ fetch }, catalogKey(market)).product(params.handle);
  if (answer.kind === 'gone') error(404, 'There is no such product');
  assertReachable(answer.kind);
  return answer.kind === 'found' ? answer.view : { product: null, category: null, related: [], regions: undefined };
};
