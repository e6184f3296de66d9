import { catalogKey } from '$lib/i18n/market';
import { catalogFor } from '$lib/offline/source';
import { assertReachable } from './require-catalog';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, parent }) => {
  const { market } = await parent();
  const answer = await catalogFor({ fetch }, catalogKey(market)).home();
  assertReachable(answer.kind);
  return { home: answer.kind === 'found' ? answer.view : null };
};
