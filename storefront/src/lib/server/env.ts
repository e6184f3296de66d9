import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { StorefrontError } from './errors';

/** Every variable with an example, in the order a person would set them. */
const EXAMPLES = {
  ORIGIN: 'https://shop.example.com',
  BACKEND_URL: 'http://127.0.0.1:9000',
  MEDUSA_PUBLISHABLE_KEY: 'pk_0123456789abcdef',
  SATCHEL_DATA_DIR: '/var/lib/satchel',
  SESSION_SECRET: 'the output of: openssl rand -hex 32',
  UMAMI_URL: 'https://umami.example.com',
  UMAMI_WEBSITE_ID: '94db1cb1-74f4-4a40-ad6c-962362670409',
  SENTRY_DSN: 'https://0123456789abcdef0123456789abcdef@errors.example.com/1',
} as const;

const webAddress = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

/** A line that is there and empty says as much as one that is missing. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const envSchema = z
  .object({
    /** Where shoppers find the shop. Decides how cookies are marked. */
    ORIGIN: webAddress,
    BACKEND_URL: webAddress,
    MEDUSA_PUBLISHABLE_KEY: z.string().startsWith('pk_'),
    SATCHEL_DATA_DIR: z.string().refine(isAbsolute, 'must be an absolute path'),
    /** Seals session cookies. Another one signs everybody out. */
    SESSION_SECRET: z.string().min(32),
    /** Counts visits and speed, of shoppers who agree. */
    UMAMI_URL: optional(webAddress),
    UMAMI_WEBSITE_ID: optional(z.uuid()),
    /** Hears of errors: those of this server, and of the pages of shoppers who agree. */
    SENTRY_DSN: optional(z.string().regex(/^https?:\/\/[^@/\s]+@[^@/\s]+(\/[^?#\s]*)?\/\d+$/)),
  })
  .superRefine(({ UMAMI_URL, UMAMI_WEBSITE_ID }, context) => {
    // One without the other would count nothing and look as if it did.
    if (UMAMI_URL && !UMAMI_WEBSITE_ID) context.addIssue({ code: 'custom', path: ['UMAMI_WEBSITE_ID'] });
    if (!UMAMI_URL && UMAMI_WEBSITE_ID) context.addIssue({ code: 'custom', path: ['UMAMI_URL'] });
  });

export type Env = z.infer<typeof envSchema>;

/** Parsed once at the start: a missing or bad variable stops it, naming all that are wrong. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as keyof Env));
  const lines = [...names].map((name) => {
    const problem = source[name] ? `is not usable: ${shown(name, source[name])}` : 'is not set';
    return `  ${name} ${problem}. Example: ${name}=${EXAMPLES[name]}`;
  });
  throw new StorefrontError('configuration', `The storefront cannot start:\n${lines.join('\n')}`);
}

/** A secret never stands in a log, not even a bad one. */
const shown = (name: string, value: string): string =>
  name.endsWith('_SECRET') ? `it has ${value.length} characters, 32 are needed` : JSON.stringify(value);
