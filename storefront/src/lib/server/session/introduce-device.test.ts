import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { introduceDevice } from './introduce-device';

const env = {
  ORIGIN: 'http://localhost:8000',
  BACKEND_URL: 'http://127.0.0.1:9',
  MEDUSA_PUBLISHABLE_KEY: 'pk',
  SATCHEL_DATA_DIR: '/nowhere',
  SESSION_SECRET: 's'.repeat(32),
};

function ask(values: Map<string, string>, origin = env.ORIGIN) {
  const httpOnly = new Map<string, boolean>();
  const cookies: Cookies = {
    get: (name) => values.get(name),
    getAll: () => [],
    set: (name, value, options) => {
      values.set(name, value);
      httpOnly.set(name, options.httpOnly ?? true);
    },
    delete: () => undefined,
    serialize: () => '',
  };
  const request = new Request(`${env.ORIGIN}/api/device`, { method: 'POST', headers: { origin } });
  return { response: introduceDevice({ request, cookies }, env), httpOnly };
}

test('gives a new browser a secret it cannot read and a marker it can', () => {
  const values = new Map<string, string>();
  const { response, httpOnly } = ask(values);
  expect(response.status).toBe(204);
  expect(values.get('satchel-device')).toMatch(/^[\w-]{43}$/);
  expect(Object.fromEntries(httpOnly)).toEqual({ 'satchel-device': true, 'satchel-known': false });
  expect(values.get('satchel-known')).toBe('default');
});

test('makes a new secret of 256 bits where the cookie holds something else', () => {
  const values = new Map([['satchel-device', 'short']]);
  ask(values);
  expect(Buffer.from(values.get('satchel-device') ?? '', 'base64url')).toHaveLength(32);
});

test('asked again, the secret stays the same', () => {
  const values = new Map<string, string>();
  ask(values);
  const secret = values.get('satchel-device');
  ask(values);
  expect(values.get('satchel-device')).toBe(secret);
});

test('another site gets nothing', () => {
  const values = new Map<string, string>();
  expect(ask(values, 'https://elsewhere.example').response.status).toBe(403);
  expect(values.size).toBe(0);
});
