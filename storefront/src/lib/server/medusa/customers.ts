import { randomUUID } from 'node:crypto';
import { attachReplySchema, PROTOCOL_VERSION, type AttachRequest } from 'sync/protocol';
import * as z from 'zod';
import { createAsk, unexpected, type MedusaEnv, type Question } from './ask';

const TIMEOUT_MS = 15_000;

const tokenSchema = z.object({ token: z.string() });

export type Credentials = { email: string; password: string };

/** What Medusa says about customers. Everything it refuses is `refused`; anything else that is no success throws `backend_unavailable`. */
export type Customers = {
  signIn(credentials: Credentials): Promise<{ kind: 'token'; token: string } | { kind: 'refused' }>;
  /** A password for an address that has none yet; the token is of nobody until `create`. */
  register(credentials: Credentials): Promise<{ kind: 'token'; token: string } | { kind: 'refused' }>;
  /** Makes the owner of the token a customer. */
  create(token: string, email: string): Promise<void>;
  /** A new token for one that is still good. */
  refresh(token: string): Promise<{ kind: 'token'; token: string } | { kind: 'refused' }>;
  /** Gives what this device has collected to the customer. `refused`: it belongs to somebody else already. */
  attach(token: string, secret: string): Promise<{ kind: 'attached'; principal: string } | { kind: 'refused' }>;
};

export function createCustomers(env: MedusaEnv): Customers {
  const ask = createAsk(env);
  const post = (path: string, { body = {}, token }: Pick<Question, 'body' | 'token'>) =>
    ask(path, { method: 'POST', body, token, timeoutMs: TIMEOUT_MS });

  async function askForToken(path: string, question: Pick<Question, 'body' | 'token'>) {
    const { status, json } = await post(path, question);
    if (status === 400 || status === 401) return { kind: 'refused' } as const;
    const { data } = tokenSchema.safeParse(json);
    if (status !== 200 || !data) throw unexpected(path, status);
    return { kind: 'token', token: data.token } as const;
  }

  return {
    signIn: (credentials) => askForToken('/auth/customer/emailpass', { body: credentials }),
    register: (credentials) => askForToken('/auth/customer/emailpass/register', { body: credentials }),
    refresh: (token) => askForToken('/auth/token/refresh', { token }),
    async create(token, email) {
      const { status } = await post('/store/customers', { body: { email }, token });
      if (status !== 200) throw unexpected('/store/customers', status);
    },
    async attach(token, secret) {
      const body: AttachRequest = { proto: PROTOCOL_VERSION, requestId: randomUUID(), secret };
      const { status, json } = await post('/store/sync/attach', { body, token });
      if (status === 403) return { kind: 'refused' };
      const reply = attachReplySchema.safeParse(json).data;
      if (status !== 200 || !reply) throw unexpected('/store/sync/attach', status);
      return { kind: 'attached', principal: reply.principal };
    },
  };
}
