import type { Fetcher } from '../fetcher.js';

/** Reads from the shop's own origin unless another base is given. Shards are immutable, so the HTTP cache may serve them. */
export function httpFetcher(base = '', send: typeof fetch = (...args) => fetch(...args)): Fetcher {
  return {
    async get(path, signal) {
      const response = await send(base + path, { headers: { accept: 'application/json' }, signal });
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        body: await response.text(),
      };
    },
  };
}
