import { parseForm, toPlainForm, type Form } from 'sync/protocol';
import { textIn } from './text-in';

export type ContactProblem = 'email' | 'message' | 'too-long' | 'too-many' | 'unavailable' | 'unkept';

/** What the page's fields hold, as they were typed. */
export type ContactFields = { name: string; email: string; subject: string; message: string };

export type ContactRead = { kind: 'form'; form: Form } | { kind: 'problem'; problem: ContactProblem };

export const contactFields = (data: FormData): ContactFields => ({
  name: textIn(data, 'name'),
  email: textIn(data, 'email'),
  subject: textIn(data, 'subject'),
  message: textIn(data, 'message'),
});

/** The message, or what is wrong with it; the same on the device and on the server. */
export function readContact(fields: ContactFields, language: string): ContactRead {
  const form = toPlainForm({ kind: 'contact.send', args: { ...fields, language } });
  const parsed = parseForm(form.kind, form.args);
  if (parsed.kind === 'form') return parsed;
  return { kind: 'problem', problem: problemOf(parsed.kind === 'invalid' ? parsed.field : '', fields) };
}

function problemOf(field: string, { message }: ContactFields): ContactProblem {
  if (field === 'email') return 'email';
  return field === 'message' && message.trim() === '' ? 'message' : 'too-long';
}
