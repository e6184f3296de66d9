import { readAccount } from '$lib/offline/read-account';
import type { PageLoad } from './$types';

/** Not a server load: without the shop that would be an error, and there is something to say instead. */
export const load: PageLoad = async ({ fetch, depends }) => {
  depends('satchel:account');
  return { account: await readAccount({ fetch }) };
};
