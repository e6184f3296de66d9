import { logger } from '@medusajs/framework/logger';
import { defineConfig } from '@medusajs/framework/utils';
import path from 'node:path';
import { currentEnv, parseEnv, type Env } from './src/env';
import { SEARCH_PROVIDER, searchProviders } from './src/search/providers';

// `medusa build` only compiles: it opens no connection, so it needs no configuration.
const isBuild = process.argv.includes('build');
const env = isBuild ? buildTimeEnv() : currentEnv();
const isEmbedded = env.SATCHEL_MODE === 'embedded';

process.env.MEDUSA_DISABLE_TELEMETRY = 'true';
logger.setLogLevel(env.LOG_LEVEL);

export default defineConfig({
  featureFlags: { translation: true },
  admin: {
    disable: env.DISABLE_MEDUSA_ADMIN === 'true',
    backendUrl: '/',
  },
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    databaseDriverOptions: isEmbedded ? { connection: { ssl: false } } : {},
    ...(env.REDIS_URL ? { redisUrl: env.REDIS_URL } : {}),
    workerMode: env.MEDUSA_WORKER_MODE,
    // The embedded mode is plain http on loopback, where a `Secure` cookie would lock the merchant out of the admin.
    ...(isEmbedded ? { cookieOptions: { secure: false, sameSite: 'lax' } } : {}),
    http: {
      storeCors: env.STORE_CORS,
      adminCors: env.ADMIN_CORS,
      authCors: env.AUTH_CORS,
      jwtSecret: env.JWT_SECRET,
      cookieSecret: env.COOKIE_SECRET,
      authMethodsPerActor: { user: ['emailpass'], customer: ['emailpass'] },
    },
  },
  modules: [
    {
      resolve: '@medusajs/medusa/file',
      options: {
        providers: [
          {
            resolve: '@medusajs/medusa/file-local',
            id: 'local',
            options: {
              upload_dir: path.join(env.SATCHEL_DATA_DIR, 'uploads'),
              private_upload_dir: path.join(env.SATCHEL_DATA_DIR, 'private-uploads'),
              backend_url: `${env.BACKEND_URL}/static`,
            },
          },
        ],
      },
    },
    // Named here as well: the list of Medusa's own modules is made before the flag is read.
    { key: 'translation', resolve: '@medusajs/medusa/translation' },
    { resolve: './src/modules/sync', options: { dataDir: env.SATCHEL_DATA_DIR } },
    { resolve: './src/modules/live', options: { perAddress: env.LIVE_STREAMS_PER_ADDRESS } },
    {
      resolve: './src/modules/admission',
      options: {
        perMinute: env.SYNC_NEW_CLIENTS_PER_MINUTE,
        perDay: env.SYNC_NEW_CLIENTS_PER_DAY,
        reviewsPerMinute: env.REVIEWS_PER_MINUTE,
        reviewsPerDay: env.REVIEWS_PER_DAY,
        sharesPerDay: env.WISHLIST_LINKS_PER_DAY,
        guessesPerMinute: env.WISHLIST_GUESSES_PER_MINUTE,
        formsPerMinute: env.FORMS_PER_MINUTE,
        formsPerDay: env.FORMS_PER_DAY,
        searchReportsPerMinute: env.SEARCH_REPORTS_PER_MINUTE,
        searchReportsPerDay: env.SEARCH_REPORTS_PER_DAY,
        searchesPerMinute: env.SEARCHES_PER_MINUTE,
        redisUrl: env.REDIS_URL,
      },
    },
    {
      key: 'search',
      resolve: '@medusajs/medusa/search',
      options: { default_provider: SEARCH_PROVIDER, providers: searchProviders(env) },
    },
    { resolve: './src/modules/catalog-feed' },
    { resolve: './src/modules/product-search' },
    { resolve: './src/modules/product-review' },
    { resolve: './src/modules/search-insight' },
    { resolve: './src/modules/messages', options: { mail: mailOptions(env) } },
    ...(env.REDIS_URL ? redisModules(env.REDIS_URL) : []),
  ],
});

function mailOptions({ SMTP_URL: smtpUrl, MAIL_FROM: from, CONTACT_EMAIL: shopAddress }: Env) {
  return smtpUrl && from && shopAddress ? { smtpUrl, from, shopAddress } : null;
}

/** One process keeps events, workflows and locks in memory; more than one share them through Redis. */
function redisModules(redisUrl: string) {
  return [
    { resolve: '@medusajs/medusa/event-bus-redis', options: { redisUrl } },
    { resolve: '@medusajs/medusa/workflow-engine-redis', options: { redis: { redisUrl } } },
    {
      resolve: '@medusajs/medusa/locking',
      options: {
        providers: [
          { resolve: '@medusajs/medusa/locking-redis', id: 'locking-redis', is_default: true, options: { redisUrl } },
        ],
      },
    },
  ];
}

/** Enough to be read; nobody uses it. */
function buildTimeEnv(): Env {
  const unused = 'unused-while-building-unused-while-building';
  return parseEnv({
    SATCHEL_MODE: 'embedded',
    DATABASE_URL: 'postgres://127.0.0.1/unused',
    BACKEND_URL: 'http://127.0.0.1:9000',
    STORE_CORS: unused,
    ADMIN_CORS: unused,
    AUTH_CORS: unused,
    JWT_SECRET: unused,
    COOKIE_SECRET: unused,
    SATCHEL_DATA_DIR: '/nonexistent',
    DISABLE_MEDUSA_ADMIN: process.env.DISABLE_MEDUSA_ADMIN,
  });
}
