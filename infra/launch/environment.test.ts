import { expect, test } from 'vitest';
import { addressesOf, backendEnvironment, storefrontEnvironment, type EnvironmentFacts } from './environment.ts';
import { parseSettings } from './settings.ts';

const secrets = {
  postgresPassword: 'pg',
  jwtSecret: 'jwt',
  cookieSecret: 'cookie',
  sessionSecret: 'session',
  adminPassword: 'admin',
};

function facts(environment: NodeJS.ProcessEnv): EnvironmentFacts {
  const settings = parseSettings(environment, { withAdmin: true });
  return {
    settings,
    databaseUrl: 'postgres://own',
    dataDir: '/state/data',
    compileCacheDir: '/state/cache',
    addresses: addressesOf(settings, { shopPort: 8001, backendPort: 9002 }),
    secrets,
  };
}

test('the ports that were found end up in every address', () => {
  expect(backendEnvironment(facts({}))).toMatchObject({
    PORT: '9002',
    DATABASE_URL: 'postgres://own',
    BACKEND_URL: 'http://127.0.0.1:9002',
    STORE_CORS: 'http://localhost:8001',
    JWT_SECRET: 'jwt',
    SATCHEL_DATA_DIR: '/state/data',
    MEDUSA_DISABLE_TELEMETRY: 'true',
  });
  expect(storefrontEnvironment(facts({}), 'pk_1')).toMatchObject({
    PORT: '8001',
    ORIGIN: 'http://localhost:8001',
    BACKEND_URL: 'http://127.0.0.1:9002',
    MEDUSA_PUBLISHABLE_KEY: 'pk_1',
    SESSION_SECRET: 'session',
  });
});

test('what the operator sets wins over what is made up', () => {
  const given = { JWT_SECRET: 'theirs', ORIGIN: 'https://shop.example.com', SATCHEL_DATA_DIR: '/theirs' };
  expect(backendEnvironment(facts(given))).toMatchObject({ JWT_SECRET: 'theirs', SATCHEL_DATA_DIR: '/theirs' });
  expect(storefrontEnvironment(facts(given), 'pk_1')).toMatchObject({ ORIGIN: 'https://shop.example.com' });
});

test('the storefront is not given the means to read the database, to sign, to send mail or to fill an index', () => {
  const given = {
    JWT_SECRET: 'a',
    COOKIE_SECRET: 'b',
    DATABASE_URL: 'c',
    SMTP_URL: 'smtp://d',
    MEILISEARCH_MASTER_KEY: 'e',
  };
  const environment = storefrontEnvironment(facts(given), 'pk_1');
  for (const name of Object.keys(given)) expect(environment).not.toHaveProperty(name);
});

test('the backend cannot open the sessions of the storefront', () => {
  expect(backendEnvironment(facts({ SESSION_SECRET: 's' }))).not.toHaveProperty('SESSION_SECRET');
});
