import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './errors.ts';
import { repositoryRoot } from './paths.ts';

export type Settings = {
  mode: 'embedded' | 'production';
  /** Null: a PostgreSQL of our own in `.satchel/`. */
  databaseUrl: string | null;
  host: string;
  shopPort: number;
  backendPort: number;
  postgresPort: number;
  withAdmin: boolean;
  environment: NodeJS.ProcessEnv;
};

/** Without these a production start would run on guesses. */
const REQUIRED_IN_PRODUCTION: Record<string, string> = {
  DATABASE_URL: 'postgres://satchel:secret@127.0.0.1:5432/satchel',
  JWT_SECRET: 'the output of: openssl rand -hex 32',
  COOKIE_SECRET: 'the output of: openssl rand -hex 32',
  SESSION_SECRET: 'the output of: openssl rand -hex 32',
  ORIGIN: 'https://shop.example.com',
  BACKEND_URL: 'https://api.example.com',
  STORE_CORS: 'https://shop.example.com',
  ADMIN_CORS: 'https://api.example.com',
  AUTH_CORS: 'https://shop.example.com,https://api.example.com',
  SATCHEL_DATA_DIR: '/var/lib/satchel',
};

/** `.env` at the root fills in what the environment does not say. */
export function loadEnvFile(): void {
  const file = join(repositoryRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

export function parseSettings(given: NodeJS.ProcessEnv, { withAdmin }: { withAdmin: boolean }): Settings {
  const environment = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const mode = environment['SATCHEL_MODE'] ?? 'embedded';
  if (mode !== 'embedded' && mode !== 'production') {
    throw invalid([`  SATCHEL_MODE is "${mode}": it must be embedded or production`]);
  }
  if (mode === 'production') requireAll(environment);
  return {
    mode,
    databaseUrl: environment['DATABASE_URL'] ?? null,
    host: environment['HOST'] ?? '127.0.0.1',
    shopPort: parsePort(environment, 'SATCHEL_SHOP_PORT', 8000),
    backendPort: parsePort(environment, 'SATCHEL_BACKEND_PORT', 9000),
    postgresPort: parsePort(environment, 'SATCHEL_POSTGRES_PORT', 5433),
    withAdmin: withAdmin && environment['DISABLE_MEDUSA_ADMIN'] !== 'true',
    environment,
  };
}

function requireAll(environment: NodeJS.ProcessEnv): void {
  const missing = Object.entries(REQUIRED_IN_PRODUCTION).filter(([name]) => environment[name] === undefined);
  if (missing.length > 0) throw invalid(missing.map(([name, example]) => `  ${name} is missing, e.g. ${example}`));
}

function parsePort(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = environment[name];
  if (text === undefined) return otherwise;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw invalid([`  ${name} is "${text}": it must be a port between 1 and 65535, e.g. ${otherwise}`]);
  }
  return port;
}

function invalid(problems: string[]): LaunchError {
  return new LaunchError(
    'configuration',
    `Satchel cannot start, its configuration is incomplete:\n${problems.join('\n')}\nEvery variable is explained in .env.example.`,
  );
}
