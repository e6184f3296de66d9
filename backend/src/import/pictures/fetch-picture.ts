import { lookup } from 'node:dns';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address';

export type FetchedPicture = { kind: 'picture'; bytes: Buffer } | { kind: 'failed'; reason: string };

export type PictureFetcher = (address: string, signal: AbortSignal) => Promise<FetchedPicture>;

type Limits = {
  timeoutMs: number;
  maxBytes: number;
  /** A merchant's own server may stand in the same network. */
  allowPrivateHosts: boolean;
};

const MAX_REDIRECTS = 3;
const PICTURE_TYPE = /^image\/(jpe?g|png|webp|gif|avif)\b/i;
const HOST_IS_DOWN = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/**
 * Downloads pictures over http(s) and nothing else. The address that is connected to is the one that was checked, so a
 * name cannot lead into a private network. A host that is down is asked once.
 */
export function createPictureFetcher(limits: Limits): PictureFetcher {
  const deadHosts = new Map<string, string>();

  return async (address, signal) => {
    let url: URL;
    try {
      url = new URL(address);
    } catch {
      return failed('this is not an address');
    }
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const refusal = refuse(url, limits);
      if (refusal !== null) return failed(refusal);
      const known = deadHosts.get(url.host);
      if (known !== undefined) return failed(known);
      const answer = await request(url, limits, signal);
      if (answer.kind === 'redirect') {
        url = answer.to;
        continue;
      }
      if (answer.kind === 'host-down') deadHosts.set(url.host, answer.reason);
      return answer.kind === 'picture' ? answer : failed(answer.reason);
    }
    return failed(`more than ${MAX_REDIRECTS} redirects`);
  };
}

const failed = (reason: string): FetchedPicture => ({ kind: 'failed', reason });

function refuse(url: URL, { allowPrivateHosts }: Limits): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return `${url.protocol} addresses are not fetched`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivateHosts && isIP(host) !== 0 && !isPublicAddress(host)) return privateHost(host);
  return null;
}

const privateHost = (host: string): string => `${host} is in a private network (--allow-private-hosts lets it through)`;

type Answer =
  | { kind: 'picture'; bytes: Buffer }
  | { kind: 'redirect'; to: URL }
  | { kind: 'failed'; reason: string }
  | { kind: 'host-down'; reason: string };

function request(url: URL, { timeoutMs, maxBytes, allowPrivateHosts }: Limits, signal: AbortSignal): Promise<Answer> {
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  return new Promise((resolve) => {
    const outgoing = get(
      url,
      {
        agent: false,
        signal: deadline,
        headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif', 'user-agent': 'satchel-import' },
        lookup: allowPrivateHosts ? lookup : lookupPublic,
      },
      (incoming) =>
        void receive(incoming, url, maxBytes).then(resolve, (error: unknown) => resolve(explain(error, url))),
    );
    outgoing.once('error', (error) => resolve(explain(error, url)));
  });
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 4);
    const inside = addresses.find(({ address }) => !isPublicAddress(address));
    const first = addresses[0];
    if (inside || !first) return callback(Object.assign(new Error(hostname), { code: 'PRIVATE_HOST' }), '', 4);
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

async function receive(incoming: IncomingMessage, url: URL, maxBytes: number): Promise<Answer> {
  const { statusCode = 0, headers } = incoming;
  const stop = (answer: Answer) => {
    incoming.destroy();
    return answer;
  };
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    const to = URL.parse(headers.location, url.href);
    return stop(to ? { kind: 'redirect', to } : { kind: 'failed', reason: 'a redirect to nowhere' });
  }
  if (statusCode !== 200) return stop({ kind: 'failed', reason: `the server answered ${statusCode}` });
  const type = headers['content-type'] ?? 'nothing';
  if (!PICTURE_TYPE.test(type))
    return stop({ kind: 'failed', reason: `the server sent ${type.split(';')[0]}, not a picture` });

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return stop({ kind: 'failed', reason: `larger than ${Math.round(maxBytes / 1_000_000)} MB` });
    chunks.push(chunk);
  }
  return { kind: 'picture', bytes: Buffer.concat(chunks) };
}

function explain(error: unknown, { hostname }: URL): Answer {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return { kind: 'host-down', reason: `${hostname} did not answer in time` };
  }
  if (code === 'PRIVATE_HOST') return { kind: 'host-down', reason: privateHost(hostname) };
  if (HOST_IS_DOWN.has(code)) return { kind: 'host-down', reason: `${hostname} cannot be reached (${code})` };
  return { kind: 'failed', reason: `the connection broke (${code || 'unknown'})` };
}
