import { expect, test } from 'vitest';
import { introduceFirst, isIntroduced } from './introduction';

function browser(cookies: string, statuses: number[]) {
  const asked: string[] = [];
  const send = introduceFirst(
    (input) => {
      asked.push(String(input));
      return Promise.resolve(new Response(null, { status: statuses[asked.length - 1] ?? 200 }));
    },
    () => cookies,
  );
  return { asked, send };
}

test('a new browser is introduced before its first change', async () => {
  const { asked, send } = browser('', [204, 200]);
  expect((await send('/api/sync', { method: 'POST' })).status).toBe(200);
  expect(asked).toEqual(['/api/device', '/api/sync']);
});

test('what a new browser sends at the same moment shares one introduction', async () => {
  const { asked, send } = browser('', []);
  await Promise.all([send('/api/sync?cart'), send('/api/sync?wishlist')]);
  expect(asked).toEqual(['/api/device', '/api/sync?cart', '/api/sync?wishlist']);
});

test('an introduction that failed is tried again with the next change', async () => {
  const asked: string[] = [];
  const send = introduceFirst(
    (input) => {
      asked.push(String(input));
      return asked.length === 1 ? Promise.reject(new TypeError('no network')) : Promise.resolve(new Response());
    },
    () => '',
  );
  await expect(send('/api/sync')).rejects.toThrow('no network');
  await send('/api/sync');
  expect(asked).toEqual(['/api/device', '/api/device', '/api/sync']);
});

test('a known one sends at once', async () => {
  const { asked, send } = browser('a=b; satchel-known=default', []);
  await send('/api/sync', { method: 'POST' });
  expect(asked).toEqual(['/api/sync']);
});

test('a lost secret costs one more try, and only one', async () => {
  const { asked, send } = browser('satchel-known=default', [425, 425]);
  expect((await send('/api/sync', { method: 'POST' })).status).toBe(425);
  expect(asked).toEqual(['/api/sync', '/api/sync']);
});

test.each([
  ['satchel-known=default', true],
  ['x=1; satchel-known=default; y=2', true],
  ['not-satchel-known=default', false],
  [`satchel-known=${'0'.repeat(32)}`, true],
  ['satchel-known=defaults', false],
  ['', false],
])('%j introduced: %s', (cookies, expected) => {
  expect(isIntroduced(cookies)).toBe(expected);
});
