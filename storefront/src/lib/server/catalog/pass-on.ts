import { createSingleFlight } from '../backend/single-flight';
import type { RawAnswer } from '../backend/get';
import type { Outage } from '../backend/outage';
import { StorefrontError } from '../errors';
import { encodingOf, unpack, type Feed } from './feed';
import { unavailable } from './answers';

const PASSED_HEADERS = ['content-type', 'cache-control', 'etag', 'vary', 'retry-after'] as const;
const PASSED_STATUSES = new Set([200, 400, 404, 410]);

/** Hands the feed's own answers on to devices. Many devices asking the same at once are one question to the backend. */
export type PassOn = {
  /** Falls back to the last manifest seen: its shards are kept too, so a new device can install while the backend is dead. */
  manifest(request: Request): Promise<Response>;
  changes(request: Request, search: URLSearchParams): Promise<Response>;
  products(request: Request, ids: readonly string[]): Promise<Response>;
};

export function createPassOn(feed: Feed, outage: Outage, signal: AbortSignal): PassOn {
  const once = createSingleFlight<RawAnswer>();
  let lastManifest: RawAnswer | undefined;
  const ask = async (path: string): Promise<RawAnswer> => {
    try {
      const answer = await once(path, () => feed.raw(path, signal));
      if (!PASSED_STATUSES.has(answer.status)) {
        throw new StorefrontError('backend_unavailable', `The catalog feed answered ${answer.status} to ${path}`);
      }
      outage.ended();
      return answer;
    } catch (error) {
      if (!signal.aborted) outage.failed(error);
      throw error;
    }
  };

  return {
    async manifest(request) {
      try {
        const answer = await ask('manifest');
        if (answer.status === 200) lastManifest = answer;
        return toResponse(answer, request);
      } catch {
        return lastManifest ? toResponse(lastManifest, request) : unavailable();
      }
    },
    async changes(request, search) {
      const passed = new URLSearchParams();
      for (const name of ['cursor', 'taxonomy', 'digest']) {
        const value = search.get(name);
        if (value !== null) passed.set(name, value);
      }
      try {
        return toResponse(await ask(`changes?${passed}`), request);
      } catch {
        return unavailable();
      }
    },
    async products(request, ids) {
      try {
        return toResponse(await ask(`products?${new URLSearchParams({ id: ids.join() })}`), request);
      } catch {
        return unavailable();
      }
    },
  };
}

function toResponse({ status, headers, body }: RawAnswer, request: Request): Response {
  const passed = new Headers();
  for (const name of PASSED_HEADERS) {
    const value = headers[name];
    if (value !== undefined) passed.set(name, value);
  }
  const etag = headers.etag;
  if (etag !== undefined && status === 200 && request.headers.get('if-none-match') === etag) {
    return new Response(null, { status: 304, headers: passed });
  }
  return packed({ body, encoding: encodingOf(headers['content-encoding']) }, request, status, passed);
}

/** Sends a file packed to those who can unpack it. */
export function packed(
  file: Parameters<typeof unpack>[0],
  request: Request,
  status: number,
  headers: Headers,
): Response {
  headers.set('vary', 'accept-encoding');
  const isUnderstood = file.encoding === 'identity' || accepts(request, file.encoding);
  if (isUnderstood && file.encoding !== 'identity') headers.set('content-encoding', file.encoding);
  const body = isUnderstood ? file.body : unpack(file);
  return new Response(new Uint8Array(body), { status, headers });
}

const accepts = (request: Request, encoding: string): boolean =>
  (request.headers.get('accept-encoding') ?? '').split(',').some((part) => part.split(';')[0]?.trim() === encoding);
