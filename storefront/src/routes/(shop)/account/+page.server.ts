import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { getServices } from '$lib/server/services';
import { signIn, signUp, type SignInProblem } from '$lib/server/session/sign-in';
import { signOut } from '$lib/server/session/sign-out';
import { isSameOrigin } from '$lib/server/sync-proxy/is-same-origin';
import type { Actions } from './$types';

export const actions: Actions = {
  signin: (event) => enter(event, signIn),
  signup: (event) => enter(event, signUp),
  signout(event) {
    refuseOthers(event);
    signOut(event.cookies, getServices().env);
    redirect(303, event.url.pathname);
  },
};

const STATUS: Record<SignInProblem, number> = {
  email: 400,
  password: 400,
  credentials: 401,
  taken: 409,
  'too-many': 429,
  unavailable: 503,
};

async function enter(event: RequestEvent, how: typeof signIn) {
  refuseOthers(event);
  const { env, customers, signInAttempts: attempts } = getServices();
  const form = await event.request.formData();
  const given = { cookies: event.cookies, form, address: event.getClientAddress() };
  const outcome = await how(given, { env, customers, attempts, nowMs: Date.now() });
  if (outcome.kind === 'signed-in') redirect(303, event.url.pathname);
  const email = form.get('email');
  return fail(STATUS[outcome.problem], {
    problem: outcome.problem,
    form: how === signUp ? ('signup' as const) : ('signin' as const),
    email: typeof email === 'string' ? email.slice(0, 254) : '',
  });
}

/** Signing somebody in or out on behalf of another site is no business of that site. */
function refuseOthers({ request }: RequestEvent): void {
  if (!isSameOrigin(request.headers, getServices().env.ORIGIN)) error(403);
}
