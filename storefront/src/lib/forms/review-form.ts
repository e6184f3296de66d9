import { parseForm, toPlainForm, type Form } from 'sync/protocol';
import { textIn } from './text-in';

export type ReviewProblem =
  'rating' | 'too-long' | 'sign-in' | 'not-bought' | 'gone' | 'too-many' | 'name' | 'unavailable' | 'unkept';

/** What the page's fields hold, as they were typed. A rating that was not chosen is 0. */
export type ReviewFields = { rating: number; title: string; text: string; name: string };

export type ReviewRead =
  { kind: 'form'; form: Extract<Form, { kind: 'review.write' }> } | { kind: 'problem'; problem: ReviewProblem };

export const reviewFields = (data: FormData): ReviewFields => ({
  rating: Number(textIn(data, 'rating')),
  title: textIn(data, 'title'),
  text: textIn(data, 'text'),
  name: textIn(data, 'name'),
});

/** The review, or what is wrong with it; the same on the device and on the server. */
export function readReview(fields: ReviewFields, productId: string, language: string): ReviewRead {
  const form = toPlainForm({ kind: 'review.write', args: { ...fields, productId, language } });
  const parsed = parseForm(form.kind, form.args);
  if (parsed.kind === 'form' && parsed.form.kind === 'review.write') return { kind: 'form', form: parsed.form };
  const field = parsed.kind === 'invalid' ? parsed.field : '';
  return { kind: 'problem', problem: field === 'rating' || field === 'name' ? field : 'too-long' };
}
