/** `server-down`: there is a network, but the shop does not answer, or answers that it cannot. */
export type Reach = 'online' | 'offline' | 'server-down';

export type ReachReport = (reach: Reach) => void;

/**
 * `fetch` to our own endpoints that tells what each answer says about the connection: what the browser believes about its
 * network is only asked when nothing came back.
 */
export function watchReach(send: typeof fetch, report: ReachReport, isOnline: () => boolean): typeof fetch {
  return async (input, init) => {
    try {
      const response = await send(input, init);
      report(reachOf(response));
      return response;
    } catch (error) {
      if (!init?.signal?.aborted) report(isOnline() ? 'server-down' : 'offline');
      throw error;
    }
  };
}

/** Our endpoints speak JSON; whatever else answers in their place is not the shop. */
function reachOf(response: Response): Reach {
  const isOurs = response.headers.get('content-type')?.includes('json') ?? false;
  return isOurs && response.status < 500 ? 'online' : 'server-down';
}
