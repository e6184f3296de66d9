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
    ['TRUSTED_PROXIES', 'everybody', 'loopback,10.0.0.0/8'],
  ])('names %s when it is %s, with an example', (name, value, example) => {
    const bad = () => parseEnv({ ...COMPLETE, [name]: value });
    expect(bad).toThrow(name);
    expect(bad).toThrow(example);
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
