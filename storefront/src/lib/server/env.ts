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
} as const;

const webAddress = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

const envSchema = z.object({
  /** Where shoppers find the shop. Decides how cookies are marked. */
  ORIGIN: webAddress,
  BACKEND_URL: webAddress,
  MEDUSA_PUBLISHABLE_KEY: z.string().startsWith('pk_'),
  SATCHEL_DATA_DIR: z.string().refine(isAbsolute, 'must be an absolute path'),
  /** Seals session cookies. Another one signs everybody out. */
  SESSION_SECRET: z.string().min(32),
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
