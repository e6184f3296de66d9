import { request as httpRequest, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import { StorefrontError } from '../errors';

export type RawAnswer = { status: number; headers: IncomingMessage['headers']; body: Buffer };
export type GetOptions = {
  maxBytes: number;
  timeoutMs: number;
  signal?: AbortSignal;
  headers?: Record<string, string>;
};

const agents = {
  http: new HttpAgent({ keepAlive: true, maxSockets: 32 }),
  https: new HttpsAgent({ keepAlive: true, maxSockets: 32 }),
};

/**
 * GET with the body as it came over the wire: `fetch` would unpack brotli, and the catalog is passed on packed.
 * Throws `backend_unavailable` on a dead connection, a timeout or an abort, `backend_answer` when the body is too large.
 */
export function getRaw(url: string, { maxBytes, timeoutMs, signal, headers = {} }: GetOptions): Promise<RawAnswer> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const isSecure = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const unavailable = (cause: unknown) =>
      reject(new StorefrontError('backend_unavailable', `No answer from ${url}`, { cause }));
    const outgoing = (isSecure ? httpsRequest : httpRequest)(
      url,
      {
        headers,
        agent: isSecure ? agents.https : agents.http,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          chunks.push(chunk);
          if (bytes <= maxBytes) return;
          reject(new StorefrontError('backend_answer', `${url} sent more than ${maxBytes} bytes`));
          outgoing.destroy();
        });
        answer.on('error', unavailable);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    outgoing.on('error', unavailable);
    outgoing.end();
  });
}
