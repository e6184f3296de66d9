import { error } from '@sveltejs/kit';
import { catalogKey } from '$lib/i18n/market';
import { readAccount } from '$lib/offline/read-account';
import { catalogFor } from '$lib/offline/source';
import { assertReachable } from '../../../require-catalog';
import type { PageLoad } from './$types';

/** Not a server load: what is on the device can be reviewed without the shop. */
export const load: PageLoad = async ({ params, fetch, parent }) => {
  const { market } = await parent();
  const [answer, account] = await Promise.all([
    catalogFor({ fetch }, catalogKey(market)).product(params.handle),
    readAccount({ fetch }),
  ]);
  if (answer.kind === 'gone') error(404, 'There is no such product');
  assertReachable(answer.kind);
  return { product: answer.kind === 'found' ? answer.view.product : null, account };
};
