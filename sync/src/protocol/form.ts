import type * as z from 'zod/mini';
import type { formSchemas } from './form-schemas.js';
import { VARIANT_ID } from './intent.js';

/** What fits into a form, in characters, an emoji of several parts counting each. A whole form fits into one request. */
export const MAX_CONTACT = { name: 100, email: 254, subject: 150, message: 5_000 } as const;
export const MAX_REVIEW = { title: 120, text: 4_000, name: 40 } as const;

/**
 * What a shopper has written and sends to the shop. It travels in the lane `forms`: once it has arrived it is the shop's, and the
 * device keeps nothing of it.
 */
export type FormKind = keyof typeof formSchemas;
export type FormArgs<K extends FormKind> = z.infer<(typeof formSchemas)[K]>;
export type Form = { [K in FormKind]: { kind: K; args: FormArgs<K> } }[FormKind];

export type ParsedForm =
  | { kind: 'form'; form: Form }
  | { kind: 'unknown-kind' }
  | { kind: 'invalid'; code: 'invalid_form'; field: string; message: string };

/** Counts characters, not the units a string is stored in. */
const upTo = (max: number) => new RegExp(`^[^]{0,${max}}$`, 'u');
const atom = String.raw`[^\s\p{C}<>()[\]\\,;:"@]`;

/** What each field looks like. Schemas and devices use the same, and so do the forms on a page. */
export const FORM_FIELDS = {
  productId: VARIANT_ID,
  name: upTo(MAX_CONTACT.name),
  /** One address and nothing else: it goes into the head of a mail. */
  email: new RegExp(`^(?=[^]{3,${MAX_CONTACT.email}}$)${atom}{1,64}@${atom}+\\.${atom}{2,}$`, 'u'),
  subject: upTo(MAX_CONTACT.subject),
  /** Something that can be seen. */
  message: new RegExp(`^(?=[^]*[\\p{L}\\p{N}\\p{P}\\p{S}])[^]{1,${MAX_CONTACT.message}}$`, 'u'),
  title: upTo(MAX_REVIEW.title),
  text: upTo(MAX_REVIEW.text),
  /** Shown to everybody, so it is no e-mail address. */
  reviewName: new RegExp(`^(?![^]*\\S@\\S)[^]{0,${MAX_REVIEW.name}}$`, 'u'),
  /** BCP 47. */
  language: /^(?=.{2,35}$)[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8})*$/,
} as const;

const MESSAGES: Record<string, string> = {
  productId: 'must be the id of a product',
  rating: 'must be a whole number from 1 to 5',
  name: 'is too long, or an e-mail address that everybody would see',
  email: 'must be one e-mail address, e.g. name@example.com',
  subject: `must be text of ${MAX_CONTACT.subject} characters at most`,
  message: `must be text of 1 to ${MAX_CONTACT.message} characters`,
  title: `must be text of ${MAX_REVIEW.title} characters at most`,
  text: `must be text of ${MAX_REVIEW.text} characters at most`,
  language: 'must be a language tag, e.g. de or pt-BR',
};

type Check = (value: unknown) => boolean;
const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isRating: Check = (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5;

/** What `formSchemas` say, without zod; `readers.test.ts` proves it. A kind that is not here waits in the outbox. */
const shapes: Record<FormKind, Record<string, Check>> = {
  'contact.send': {
    email: like(FORM_FIELDS.email),
    message: like(FORM_FIELDS.message),
    name: optional(like(FORM_FIELDS.name)),
    subject: optional(like(FORM_FIELDS.subject)),
    language: optional(like(FORM_FIELDS.language)),
  },
  'review.write': {
    productId: like(FORM_FIELDS.productId),
    rating: isRating,
    title: optional(like(FORM_FIELDS.title)),
    text: optional(like(FORM_FIELDS.text)),
    name: optional(like(FORM_FIELDS.reviewName)),
    language: optional(like(FORM_FIELDS.language)),
  },
};

export const isFormKind = (kind: string): kind is FormKind => Object.hasOwn(shapes, kind);

/** Checks what a form says. An unknown kind is not an error: a newer device made it, so it waits (P8). */
export function parseForm(kind: string, args: unknown): ParsedForm {
  if (!isFormKind(kind)) return { kind: 'unknown-kind' };
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return invalid('args', 'must be an object');
  const given = new Map<string, unknown>(Object.entries(args));
  const wrong = Object.entries(shapes[kind]).find(([field, isGood]) => !isGood(given.get(field)));
  if (wrong) return invalid(wrong[0], MESSAGES[wrong[0]] ?? 'is not usable');
  const odd = [...given.keys()].find((field) => !Object.hasOwn(shapes[kind], field));
  if (odd !== undefined) return invalid(odd, 'is unknown here');
  return { kind: 'form', form: { kind, args: Object.fromEntries(given) } as Form };
}

const invalid = (field: string, message: string): ParsedForm => ({
  kind: 'invalid',
  code: 'invalid_form',
  field,
  message: `${field} ${message}`,
});
