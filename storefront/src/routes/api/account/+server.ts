import { MAGIC } from 'sync/protocol';
import { getServices } from '$lib/server/services';
import { currentSession } from '$lib/server/session/current-session';
import { readSession } from '$lib/server/session/session-cookie';
import { MIN_PASSWORD } from '$lib/server/session/sign-in';
import type { RequestHandler } from './$types';

/** `expiredEmail`: this person was signed in here, and what the device keeps of them is still theirs. */
export const GET: RequestHandler = async ({ cookies }) => {
  const { env, customers } = getServices();
  const known = readSession(cookies, env);
  const session = await currentSession({ cookies }, env, { customers, nowMs: Date.now() });
  return Response.json(
    {
      magic: MAGIC,
      email: session?.email ?? null,
      expiredEmail: session ? null : (known?.email ?? null),
      minPassword: MIN_PASSWORD,
    },
    { headers: { 'cache-control': 'private, no-store' } },
  );
};
