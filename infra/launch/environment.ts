import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

export type Addresses = {
  shopPort: number;
  backendPort: number;
  /** How the browser reaches the shop. */
  origin: string;
  /** How the storefront server reaches the backend. */
  backendUrl: string;
};

export type EnvironmentFacts = {
  settings: Settings;
  databaseUrl: string;
  dataDir: string;
  compileCacheDir: string;
  addresses: Addresses;
  /** Null in production, where the operator brings them. */
  secrets: Secrets | null;
};

export function addressesOf(settings: Settings, ports: { shopPort: number; backendPort: number }): Addresses {
  return {
    ...ports,
    origin: settings.environment['ORIGIN'] ?? `http://localhost:${ports.shopPort}`,
    backendUrl: `http://127.0.0.1:${ports.backendPort}`,
  };
}

/** What the backend, its migrations and its scripts are given. */
export function backendEnvironment(facts: EnvironmentFacts): NodeJS.ProcessEnv {
  const { settings, addresses, secrets } = facts;
  const { origin, backendPort, backendUrl } = addresses;
  const backendOrigins = `http://localhost:${backendPort},${backendUrl}`;
  const { SESSION_SECRET: _session, ...environment } = settings.environment;
  return {
    ...(secrets && {
      JWT_SECRET: secrets.jwtSecret,
      COOKIE_SECRET: secrets.cookieSecret,
      BACKEND_URL: backendUrl,
      STORE_CORS: origin,
      ADMIN_CORS: backendOrigins,
      AUTH_CORS: `${origin},${backendOrigins}`,
    }),
    ...environment,
    ...shared(facts),
    PORT: String(backendPort),
    DATABASE_URL: facts.databaseUrl,
    DISABLE_MEDUSA_ADMIN: settings.withAdmin ? 'false' : 'true',
    MEDUSA_DISABLE_TELEMETRY: 'true',
  };
}

export function storefrontEnvironment(facts: EnvironmentFacts, publishableKey: string): NodeJS.ProcessEnv {
  const { settings, addresses, secrets } = facts;
  // The storefront server reads no database, signs no token, sends no mail and fills no index: it is not given the means.
  const {
    DATABASE_URL: _database,
    JWT_SECRET: _jwt,
    COOKIE_SECRET: _cookie,
    SMTP_URL: _mail,
    MEILISEARCH_MASTER_KEY: _search,
    ...environment
  } = settings.environment;
  return {
    ...(secrets && { SESSION_SECRET: secrets.sessionSecret }),
    ...environment,
    ...shared(facts),
    HOST: settings.host,
    PORT: String(addresses.shopPort),
    ORIGIN: addresses.origin,
    BACKEND_URL: addresses.backendUrl,
    MEDUSA_PUBLISHABLE_KEY: publishableKey,
  };
}

function shared({ settings, dataDir, compileCacheDir }: EnvironmentFacts): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: compileCacheDir,
    SATCHEL_MODE: settings.mode,
    SATCHEL_DATA_DIR: settings.environment['SATCHEL_DATA_DIR'] ?? dataDir,
  };
}
