import { matchShell } from './precache';

/** A shopper who waits longer than this for a page gets the shell, which has the catalog on the device. */
export const DEADLINE_MS = 2_500;

export type NavigationDeps = {
  network: () => Promise<Response>;
  shell: () => Promise<Response | undefined>;
  deadline: (ms: number) => Promise<'late'>;
};

export function answerNavigation(event: FetchEvent, url: URL): Promise<Response> {
  const network = async () => ((await event.preloadResponse) as Response | undefined) ?? fetch(event.request);
  const deps: NavigationDeps = {
    network,
    shell: matchShell,
    deadline: (ms) => new Promise((late) => setTimeout(late, ms, 'late')),
  };
  return isPrivate(url.pathname) ? patientNavigation(deps) : hastyNavigation(deps);
}

/** Pages of one person: the server's word however long it takes, and the shell, which says so, when there is none. */
export const isPrivate = (pathname: string): boolean => /^(\/[a-z]{2})?\/(account|checkout)(\/|$)/.test(pathname);

export async function patientNavigation({ network, shell }: NavigationDeps): Promise<Response> {
  const answer = await network().catch(() => undefined);
  return answer ?? (await shell()) ?? Response.error();
}

/** Shop pages: the network if it answers in time and in earnest, else the shell. */
export async function hastyNavigation({ network, shell, deadline }: NavigationDeps): Promise<Response> {
  const answer = network().catch(() => undefined);
  const first = await Promise.race([answer, deadline(DEADLINE_MS)]);
  if (first instanceof Response && first.status < 500) return first;
  // Without a shell there is nothing better than to go on waiting.
  return (await shell()) ?? (await answer) ?? Response.error();
}
