import { MAX_CONTACT, type FormArgs } from 'sync/protocol';
import * as z from 'zod';
import type { Env } from '../env';
import { StorefrontError } from '../errors';

const TIMEOUT_MS = 10_000;

const refusalSchema = z.object({ code: z.string(), field: z.string().optional() });

export type Contacted = { kind: 'taken' } | { kind: 'refused'; code: string; field: string | null };

/** Hands a message to the shop. Throws `backend_unavailable` when it says nothing useful. */
export type Contact = {
  /** `uuid`: made once for a form, so that sending it twice leaves one message. `address`: of the browser. */
  send(form: FormArgs<'contact.send'> & { uuid: string }, address: string): Promise<Contacted>;
};

export function createContact({
  BACKEND_URL,
  MEDUSA_PUBLISHABLE_KEY,
}: Pick<Env, 'BACKEND_URL' | 'MEDUSA_PUBLISHABLE_KEY'>): Contact {
  const path = '/store/contact';

  async function ask(body: object, address: string): Promise<{ status: number; json: unknown }> {
    try {
      const answer = await fetch(BACKEND_URL + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-publishable-api-key': MEDUSA_PUBLISHABLE_KEY,
          'x-forwarded-for': address,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: answer.status, json: await answer.json() };
    } catch (cause) {
      throw new StorefrontError('backend_unavailable', `No answer from ${path}`, { cause });
    }
  }

  return {
    async send(form, address) {
      const { status, json } = await ask(form, address);
      if (status === 200) return { kind: 'taken' };
      const refusal = refusalSchema.safeParse(json).data;
      if (status >= 500 || !refusal)
        throw new StorefrontError('backend_unavailable', `${path} answered ${status}, which says nothing useful`);
      return { kind: 'refused', code: refusal.code, field: refusal.field ?? null };
    },
  };
}

/** Longer than this nothing is shown again of what was refused. */
export const MOST_SHOWN = 4 * MAX_CONTACT.message;
