import { error } from '@sveltejs/kit';
import { catalogKey } from '$lib/i18n/market';
import { readSharedWishlist } from '$lib/offline/shared-wishlist';
import { assertReachable } from '../../require-catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent }) => {
  const { market } = await parent();
  const answer = await readSharedWishlist(fetch, { token: params.token, catalog: catalogKey(market) });
  if (answer.kind === 'gone') error(answer.status, 'There is no such wishlist');
  assertReachable(answer.kind);
  return { list: answer.kind === 'ok' ? answer.body : null };
};
