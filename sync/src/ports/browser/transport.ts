import { parseRetryAfter, type Transport } from '../transport.js';

/** Posts to the shop's own origin; its server adds the device secret from an HttpOnly cookie. */
export function fetchTransport(address = '/api/sync', send: typeof fetch = (...args) => fetch(...args)): Transport {
  return {
    async post(request, signal) {
      const response = await send(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(request),
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal,
      });
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), response.headers.get('date')),
        body: await response.text(),
      };
    },
  };
}
