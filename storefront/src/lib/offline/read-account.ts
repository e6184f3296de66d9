import { browser } from '$app/environment';
import { readAnswer } from './answer';
import { watchReach } from './reach';
import { reached } from './reached';

export type Account = { email: string | null; expiredEmail: string | null; minPassword: number };

const DEADLINE_MS = 8_000;

/** Who is signed in, as the shop says; null when it cannot be asked. */
export async function readAccount(event: { fetch: typeof fetch }): Promise<Account | null> {
  const send = browser ? watchReach(event.fetch, reached.tell, () => navigator.onLine) : event.fetch;
  const options = browser ? { signal: AbortSignal.timeout(DEADLINE_MS) } : {};
  const answer = await readAnswer<Account>(() => send('/api/account', options));
  return answer.kind === 'ok' ? answer.body : null;
}
