import { browser } from '$app/environment';
import { readAnswer } from '$lib/offline/answer';
import { watchReach } from '$lib/offline/reach';
import { reached } from '$lib/offline/reached';
import type { PageLoad } from './$types';

type Account = { email: string | null; expiredEmail: string | null; minPassword: number };

const DEADLINE_MS = 8_000;

/** Not a server load: without the shop that would be an error, and there is something to say instead. */
export const load: PageLoad = async ({ fetch, depends }) => {
  depends('satchel:account');
  const send = browser ? watchReach(fetch, reached.tell, () => navigator.onLine) : fetch;
  const options = browser ? { signal: AbortSignal.timeout(DEADLINE_MS) } : {};
  const answer = await readAnswer<Account>(() => send('/api/account', options));
  return { account: answer.kind === 'ok' ? answer.body : null };
};
