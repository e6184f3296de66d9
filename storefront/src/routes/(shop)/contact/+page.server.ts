import { error, fail } from '@sveltejs/kit';
import { contactFields, readContact, type ContactProblem } from '$lib/forms/contact-form';
import { textIn } from '$lib/forms/text-in';
import { marketOf } from '$lib/i18n/market';
import { isCode } from '$lib/server/errors';
import { MOST_SHOWN, type Contacted } from '$lib/server/medusa/contact';
import { getServices } from '$lib/server/services';
import { isSameOrigin } from '$lib/server/sync-proxy/is-same-origin';
import type { Actions } from './$types';

const STATUS: Record<ContactProblem, number> = {
  email: 400,
  message: 400,
  'too-long': 400,
  'too-many': 429,
  unavailable: 503,
  unkept: 503,
};

export const actions: Actions = {
  async default({ request, url, getClientAddress, setHeaders }) {
    const { env, contact } = getServices();
    if (!isSameOrigin(request.headers, env.ORIGIN)) error(403);
    const data = await request.formData();
    const fields = contactFields(data);
    const refuse = (problem: ContactProblem) =>
      fail(STATUS[problem], { problem, given: { ...fields, message: fields.message.slice(0, MOST_SHOWN) } });

    const read = readContact(fields, marketOf(url.pathname).language);
    if (read.kind === 'problem') return refuse(read.problem);
    if (read.form.kind !== 'contact.send') return refuse('message');
    const { args } = read.form;
    const send = (uuid: string): Promise<Contacted> => contact.send({ ...args, uuid }, getClientAddress());
    try {
      const given = textIn(data, 'uuid');
      let sent = await send(/^[0-9a-f-]{36}$/.test(given) ? given : crypto.randomUUID());
      // The page was gone back to and something else written on it: that is another message.
      if (sent.kind === 'refused' && sent.code === 'uuid_reused') sent = await send(crypto.randomUUID());
      if (sent.kind === 'taken') return { isSent: true };
      if (sent.retryAfter) setHeaders({ 'retry-after': sent.retryAfter });
      if (sent.code === 'too_many') return refuse('too-many');
      return refuse(sent.field === 'email' || sent.field === 'message' ? sent.field : 'too-long');
    } catch (problem) {
      if (isCode(problem, 'backend_unavailable')) return refuse('unavailable');
      throw problem;
    }
  },
};
