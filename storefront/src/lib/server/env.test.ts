import { describe, expect, test } from 'vitest';
import { parseEnv } from './env';

const GOOD = {
  ORIGIN: 'https://shop.example.com/',
  BACKEND_URL: 'http://127.0.0.1:9000',
  MEDUSA_PUBLISHABLE_KEY: 'pk_1',
  SATCHEL_DATA_DIR: '/var/lib/satchel',
  SESSION_SECRET: 'x'.repeat(32),
};

describe('parseEnv', () => {
  test('takes addresses without their last slash', () => {
    expect(parseEnv(GOOD)).toEqual({ ...GOOD, ORIGIN: 'https://shop.example.com' });
  });

  test.each([
    ['UMAMI_WEBSITE_ID', { UMAMI_URL: 'https://umami.example' }],
    ['UMAMI_URL', { UMAMI_WEBSITE_ID: '94db1cb1-74f4-4a40-ad6c-962362670409' }],
    ['SENTRY_DSN', { SENTRY_DSN: 'https://errors.example/1' }],
  ])('wants %s whole', (name, more) => expect(() => parseEnv({ ...GOOD, ...more })).toThrow(`${name} is not`));

  test('takes an empty monitor for none', () => {
    const parsed = parseEnv({ ...GOOD, UMAMI_URL: '', UMAMI_WEBSITE_ID: '', SENTRY_DSN: '' });
    expect([parsed.UMAMI_URL, parsed.SENTRY_DSN]).toEqual([undefined, undefined]);
  });

  test('names every variable that is missing, with an example', () => {
    expect(() => parseEnv({ ORIGIN: GOOD.ORIGIN })).toThrow(
      /BACKEND_URL is not set\. Example: BACKEND_URL=http[^]*MEDUSA_PUBLISHABLE_KEY is not set[^]*SATCHEL_DATA_DIR is not set/,
    );
  });

  test.each([
    ['ORIGIN', 'shop.example.com'],
    ['BACKEND_URL', 'ftp://127.0.0.1'],
    ['MEDUSA_PUBLISHABLE_KEY', 'sk_1'],
    ['SATCHEL_DATA_DIR', 'data'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => parseEnv({ ...GOOD, [name]: value })).toThrow(`${name} is not usable: "${value}"`);
  });

  test('a secret that is too short is not written into the log', () => {
    const start = () => parseEnv({ ...GOOD, SESSION_SECRET: 'hunter2' });
    expect(start).toThrow('SESSION_SECRET is not usable: it has 7 characters, 32 are needed');
    expect(start).not.toThrow('hunter2');
  });
});
