import { z } from '@medusajs/framework/zod';
import path from 'node:path';
import { compile } from 'proxy-addr';

const url = (example: string) => z.url({ error: `must be an address, e.g. ${example}` });
const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const mailbox = (example: string) =>
  z.string().regex(/^[^\r\n@]+@[^\s@]+$/, `must be an e-mail address, e.g. ${example}`);
const proxies = z
  .string()
  .default('loopback')
  .refine(isProxyList, 'must be addresses, networks, loopback or uniquelocal, e.g. loopback,10.0.0.0/8');
const secret = z
  .string({ error: 'is missing: a random string of 32 characters or more, e.g. the output of `openssl rand -hex 32`' })
  .min(32, 'is too short: at least 32 random characters, e.g. the output of `openssl rand -hex 32`');

export const envSchema = z.object({
  SATCHEL_MODE: z.enum(['embedded', 'production']).default('production'),
  DATABASE_URL: url('postgres://satchel:secret@127.0.0.1:5432/satchel'),
  REDIS_URL: url('redis://127.0.0.1:6379').optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(9000),
  /** Public address of this server, without a slash at the end; addresses of uploaded files begin with it. */
  BACKEND_URL: url('https://api.example.com'),
  STORE_CORS: z.string({ error: 'is missing: the storefront address, e.g. https://shop.example.com' }),
  ADMIN_CORS: z.string({ error: 'is missing: the admin address, e.g. https://api.example.com' }),
  AUTH_CORS: z.string({
    error: 'is missing: storefront and admin address, e.g. https://shop.example.com,https://api.example.com',
  }),
  JWT_SECRET: secret,
  COOKIE_SECRET: secret,
  /** Where uploaded files live. */
  SATCHEL_DATA_DIR: z
    .string({ error: 'is missing: an absolute folder for uploaded files, e.g. /var/lib/satchel' })
    .refine(path.isAbsolute, 'must be an absolute path, e.g. /var/lib/satchel'),
  DISABLE_MEDUSA_ADMIN: z.enum(['true', 'false']).default('false'),
  MEDUSA_WORKER_MODE: z.enum(['shared', 'worker', 'server']).default('shared'),
  /** Whose `X-Forwarded-For` is believed: the storefront's, and that of the proxy in front of this server. */
  TRUSTED_PROXIES: proxies,
  /** New clients of sync from one address. Whole offices and mobile networks share one. */
  SYNC_NEW_CLIENTS_PER_MINUTE: count(120),
  SYNC_NEW_CLIENTS_PER_DAY: count(5_000),
  /** Reviews of one customer, new or changed. A shopper who has moved house writes ten in an evening. */
  REVIEWS_PER_MINUTE: count(10),
  REVIEWS_PER_DAY: count(100),
  /** Links to one wishlist, counting those that were ended and made anew. */
  WISHLIST_LINKS_PER_DAY: count(20),
  /** Links to wishlists that never existed, asked for from one address. */
  WISHLIST_GUESSES_PER_MINUTE: count(30),
  /** Messages and reviews of one device. A device that was offline for long sends the rest later. */
  FORMS_PER_MINUTE: count(5),
  FORMS_PER_DAY: count(50),
  /** Searches and openings that one address may tell of. Whole offices share one; what is beyond is not counted. */
  SEARCH_REPORTS_PER_MINUTE: count(60),
  SEARCH_REPORTS_PER_DAY: count(1_000),
  /** Searches of one address; the storefront's own are not counted. */
  SEARCHES_PER_MINUTE: count(300),
  /** Sends mail; without it messages are kept and read in the admin. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must be an address of a mail server, e.g. smtps://name:password@mail.example.com')
    .optional(),
  /** Whom mail comes from; needed with SMTP_URL. */
  MAIL_FROM: mailbox('Satchel <shop@example.com>').optional(),
  /** Where the merchant reads what shoppers write; needed with SMTP_URL. */
  CONTACT_EMAIL: mailbox('hello@example.com').optional(),
  /** No finer: Medusa's next level writes every request with the shopper's address, and the secrets that are in paths. */
  LOG_LEVEL: z.enum(['error', 'warn', 'info']).default('info'),
  /** Searches are answered by this Meilisearch; without it by Postgres. */
  MEILISEARCH_HOST: z
    .string()
    .regex(/^https?:\/\/[^\s/]+\/?$/, 'must be the address of Meilisearch, e.g. http://127.0.0.1:7700')
    .optional(),
  /** What Meilisearch was started with; needed with MEILISEARCH_HOST. It never leaves this process. */
  MEILISEARCH_MASTER_KEY: z
    .string()
    .regex(
      /^[\x21-\x7e]{16,}$/,
      'must be the master key of Meilisearch: 16 bytes or more, e.g. the output of `openssl rand -hex 32`',
    )
    .optional(),
  /** Open live streams of one address in one process. */
  LIVE_STREAMS_PER_ADDRESS: count(250),
  /** How large the demo shop's pictures are drawn, against 1600 × 2000: tests look at smaller ones. */
  SEED_PICTURE_SCALE: z.coerce.number().gt(0).max(1).default(1),
  /** Crash test only, refused in production: the process ends itself at this point. */
  SATCHEL_FAILPOINT: z.string().optional(),
  /** Bench only, refused in production: leaves Medusa's own line routes open, to be measured against. */
  SATCHEL_OPEN_LINE_ROUTES: z.enum(['true', 'false']).default('false'),
});

export type Env = z.infer<typeof envSchema>;

/** Reads the configuration once. A missing or bad variable stops the start and names itself, with an example. */
export function parseEnv(source: NodeJS.ProcessEnv): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The backend cannot start, its configuration is incomplete:\n${problems.join('\n')}`);
  }
  if (parsed.data.SATCHEL_MODE === 'production' && parsed.data.SATCHEL_FAILPOINT) {
    throw new Error('SATCHEL_FAILPOINT is for crash tests only: remove it, or set SATCHEL_MODE=embedded');
  }
  if (parsed.data.SATCHEL_MODE === 'production' && parsed.data.SATCHEL_OPEN_LINE_ROUTES === 'true') {
    throw new Error('SATCHEL_OPEN_LINE_ROUTES is for benches only: remove it, or set SATCHEL_MODE=embedded');
  }
  for (const name of ['MAIL_FROM', 'CONTACT_EMAIL'] as const) {
    if (parsed.data.SMTP_URL && !parsed.data[name])
      throw new Error(`${name} is missing: SMTP_URL is set, and mail needs an address, e.g. shop@example.com`);
  }
  if (parsed.data.MEILISEARCH_HOST && !parsed.data.MEILISEARCH_MASTER_KEY) {
    throw new Error(
      'MEILISEARCH_MASTER_KEY is missing: MEILISEARCH_HOST is set, and Meilisearch asks for the key it was started with, e.g. the output of `openssl rand -hex 32`',
    );
  }
  if (parsed.data.MEILISEARCH_MASTER_KEY && !parsed.data.MEILISEARCH_HOST) {
    throw new Error(
      'MEILISEARCH_HOST is missing: MEILISEARCH_MASTER_KEY is set, and nobody knows where Meilisearch is, e.g. http://127.0.0.1:7700',
    );
  }
  return parsed.data;
}

let current: Env | undefined;

/** The configuration of this process. It is read at start, so here it is complete. */
export function currentEnv(): Env {
  return (current ??= parseEnv(process.env));
}

function isProxyList(list: string): boolean {
  try {
    compile(list.split(',').flatMap((part) => part.trim() || []));
    return true;
  } catch {
    return false;
  }
}
