import type { Env } from '../env';
import { StorefrontError } from '../errors';

const TIMEOUT_MS = 10_000;

export type MedusaEnv = Pick<Env, 'BACKEND_URL' | 'MEDUSA_PUBLISHABLE_KEY'>;

export type Question = {
  method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  body?: object | undefined;
  /** Of the customer who asks. */
  token?: string | undefined;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** What the log calls it, where the path tells too much. */
  name?: string;
};

/** `retryAfter`: what the backend says of when to come again, in seconds. */
export type Answer = { status: number; json: unknown; retryAfter: string | null };
export type Ask = (path: string, question?: Question) => Promise<Answer>;

/** Asks Medusa for JSON. Throws `backend_unavailable` when there is none; what the status means is for the caller to say. */
export const createAsk =
  ({ BACKEND_URL, MEDUSA_PUBLISHABLE_KEY }: MedusaEnv): Ask =>
  async (path, { method = 'GET', body, token, headers, timeoutMs = TIMEOUT_MS, name = path } = {}) => {
    try {
      const answer = await fetch(BACKEND_URL + path, {
        method,
        headers: {
          accept: 'application/json',
          'x-publishable-api-key': MEDUSA_PUBLISHABLE_KEY,
          ...(body && { 'content-type': 'application/json' }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: answer.status, json: await answer.json(), retryAfter: answer.headers.get('retry-after') };
    } catch (cause) {
      throw new StorefrontError('backend_unavailable', `No answer from ${name}`, { cause });
    }
  };

/** For an answer that no caller can make sense of. */
export const unexpected = (name: string, status: number): StorefrontError =>
  new StorefrontError('backend_unavailable', `${name} answered ${status}, which says nothing useful`);
