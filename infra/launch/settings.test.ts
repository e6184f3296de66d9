import { expect, test } from 'vitest';
import { parseSettings } from './settings.ts';

const parse = (environment: NodeJS.ProcessEnv) => parseSettings(environment, { withAdmin: true });

test('nothing set: everything embedded, on loopback', () => {
  expect(parse({})).toMatchObject({ mode: 'embedded', databaseUrl: null, host: '127.0.0.1', shopPort: 8000 });
});

test('an empty variable is an absent one', () => {
  expect(parse({ DATABASE_URL: '', SATCHEL_SHOP_PORT: '' })).toMatchObject({ databaseUrl: null, shopPort: 8000 });
});

test('production names every missing variable with an example', () => {
  const complete = {
    SATCHEL_MODE: 'production',
    DATABASE_URL: 'postgres://a/b',
    JWT_SECRET: 'x',
    COOKIE_SECRET: 'x',
    SESSION_SECRET: 'x',
    ORIGIN: 'https://shop.example.com',
    BACKEND_URL: 'https://api.example.com',
    STORE_CORS: 'x',
    ADMIN_CORS: 'x',
    AUTH_CORS: 'x',
    SATCHEL_DATA_DIR: '/var/lib/satchel',
  };
  expect(parse(complete).mode).toBe('production');
  for (const name of Object.keys(complete).filter((key) => key !== 'SATCHEL_MODE')) {
    expect(() => parse({ ...complete, [name]: undefined })).toThrow(new RegExp(`${name} is missing, e\\.g\\. \\S`));
  }
});

test.each(['0', '70000', '80.5', 'http'])('port %s is refused by name', (port) => {
  expect(() => parse({ SATCHEL_SHOP_PORT: port })).toThrow(`SATCHEL_SHOP_PORT is "${port}"`);
});

test('an unknown mode is refused', () => {
  expect(() => parse({ SATCHEL_MODE: 'prod' })).toThrow('SATCHEL_MODE is "prod"');
});
