import { z } from '@medusajs/framework/zod';
import { FORM_FIELDS, MAX_CONTACT, toPlainLine, toPlainText } from 'sync/protocol';

const line = (pattern: RegExp, problem: string) =>
  z
    .string({ error: 'must be text' })
    .transform(toPlainLine)
    .refine((value) => pattern.test(value), problem);

const LANGUAGE = 'must be a language tag, e.g. de or pt-BR';
const most = (max: number) => `has more than ${max.toLocaleString('en')} characters: shorten it`;

/** The same as in `contact.send` of a device. */
export const contactFormSchema = z.strictObject({
  uuid: z.uuid({ error: 'must be a UUID, made once for this message and sent with every attempt' }).toLowerCase(),
  name: line(FORM_FIELDS.name, most(MAX_CONTACT.name)).default(''),
  email: line(FORM_FIELDS.email, 'must be one e-mail address, e.g. name@example.com'),
  subject: line(FORM_FIELDS.subject, most(MAX_CONTACT.subject)).default(''),
  message: z
    .string({ error: 'must be text' })
    .transform(toPlainText)
    .refine((value) => value !== '', 'is empty: say what it is about')
    .refine((value) => FORM_FIELDS.message.test(value), most(MAX_CONTACT.message)),
  language: z.string({ error: LANGUAGE }).regex(FORM_FIELDS.language, LANGUAGE).nullable().default(null),
});
