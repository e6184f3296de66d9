import { MAX_CONTACT, type FormArgs } from 'sync/protocol';
import * as z from 'zod';
import { createAsk, unexpected, type MedusaEnv } from './ask';

const refusalSchema = z.object({ code: z.string(), field: z.string().optional() });

export type Contacted =
  { kind: 'taken' } | { kind: 'refused'; code: string; field: string | null; retryAfter: string | null };

/** Hands a message to the shop. Throws `backend_unavailable` when it says nothing useful. */
export type Contact = {
  /** `uuid`: made once for a form, so that sending it twice leaves one message. `address`: of the browser. */
  send(form: FormArgs<'contact.send'> & { uuid: string }, address: string): Promise<Contacted>;
};

export function createContact(env: MedusaEnv): Contact {
  const ask = createAsk(env);
  const path = '/store/contact';

  return {
    async send(form, address) {
      const { status, json, retryAfter } = await ask(path, {
        method: 'POST',
        body: form,
        headers: { 'x-forwarded-for': address },
      });
      if (status === 200) return { kind: 'taken' };
      const refusal = refusalSchema.safeParse(json).data;
      if (status >= 500 || !refusal) throw unexpected(path, status);
      return { kind: 'refused', code: refusal.code, field: refusal.field ?? null, retryAfter };
    },
  };
}

/** Longer than this nothing is shown again of what was refused. */
export const MOST_SHOWN = 4 * MAX_CONTACT.message;
