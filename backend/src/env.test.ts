import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { envSchema, parseEnv } from './env';

const COMPLETE = {
  DATABASE_URL: 'postgres://satchel:secret@127.0.0.1:5432/satchel',
  BACKEND_URL: 'https://api.example.com',
  STORE_CORS: 'https://shop.example.com',
  ADMIN_CORS: 'https://api.example.com',
  AUTH_CORS: 'https://shop.example.com',
  JWT_SECRET: 'j'.repeat(32),
  COOKIE_SECRET: 'c'.repeat(32),
  SATCHEL_DATA_DIR: '/var/lib/satchel',
};

describe('parseEnv', () => {
  it('takes what production needs', () => {
    expect(parseEnv(COMPLETE)).toMatchObject({ SATCHEL_MODE: 'production', SEED_PICTURE_SCALE: 1 });
  });

  it.each([
    ['JWT_SECRET', undefined, 'openssl rand -hex 32'],
    ['JWT_SECRET', 'short', 'openssl rand -hex 32'],
    ['BACKEND_URL', 'api.example.com', 'https://api.example.com'],
    ['SATCHEL_DATA_DIR', 'data', '/var/lib/satchel'],
    ['MEILISEARCH_HOST', 'ftp://search', 'http://127.0.0.1:7700'],
    ['MEILISEARCH_HOST', 'http://user:pass word@search', 'http://127.0.0.1:7700'],
    ['MEILISEARCH_MASTER_KEY', 'short', 'openssl rand -hex 32'],
    ['TRUSTED_PROXIES', 'everybody', 'loopback,10.0.0.0/8'],
  ])('names %s when it is %s, with an example', (name, value, example) => {
    const bad = () => parseEnv({ ...COMPLETE, [name]: value });
    expect(bad).toThrow(name);
    expect(bad).toThrow(example);
  });

  it('takes both variables of Meilisearch or none, and names the one that is missing', () => {
    const given = { MEILISEARCH_HOST: 'http://127.0.0.1:7700', MEILISEARCH_MASTER_KEY: 'm'.repeat(32) };
    expect(parseEnv({ ...COMPLETE, ...given })).toMatchObject(given);
    const only = (name: keyof typeof given) => () => parseEnv({ ...COMPLETE, [name]: given[name] });
    expect(only('MEILISEARCH_HOST')).toThrow(/^MEILISEARCH_MASTER_KEY is missing.*openssl rand -hex 32/);
    expect(only('MEILISEARCH_MASTER_KEY')).toThrow(/^MEILISEARCH_HOST is missing.*http:\/\/127\.0\.0\.1:7700/);
    expect(only('MEILISEARCH_MASTER_KEY')).not.toThrow('mmm');
  });

  it('refuses what is for tests in production', () => {
    expect(() => parseEnv({ ...COMPLETE, SATCHEL_FAILPOINT: 'after-intents' })).toThrow('SATCHEL_FAILPOINT');
    expect(() => parseEnv({ ...COMPLETE, SATCHEL_OPEN_LINE_ROUTES: 'true' })).toThrow('SATCHEL_OPEN_LINE_ROUTES');
  });
});

it('every variable is explained in .env.example', () => {
  const example = readFileSync(path.join(__dirname, '../../.env.example'), 'utf8');
  const explained = new Set(Array.from(example.matchAll(/^(?:# )?([A-Z_]+)=/gm), ([, name]) => name));
  // Every host says which port; the launcher has names of its own for the two.
  const missing = Object.keys(envSchema.shape).filter((name) => name !== 'PORT' && !explained.has(name));
  expect(missing).toEqual([]);
});
