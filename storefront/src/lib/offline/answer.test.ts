import { MAGIC } from 'sync/protocol';
import { expect, test } from 'vitest';
import { readAnswer } from './answer';

const kindOf = async (body: string, status = 200) =>
  (await readAnswer(async () => new Response(body, { status }))).kind;

test('only what carries our mark is an answer', async () => {
  const ours = JSON.stringify({ magic: MAGIC, product: {} });
  expect(await kindOf(ours)).toBe('ok');
  expect(await kindOf(ours, 404)).toBe('gone');
  expect(await kindOf(ours, 503)).toBe('unavailable');
  expect(await kindOf('{}')).toBe('unavailable');
  expect(await kindOf('{}', 404)).toBe('unavailable');
  expect(await kindOf('null')).toBe('unavailable');
  expect(await kindOf('<h1>Sign in to the hotel</h1>')).toBe('unavailable');
  expect((await readAnswer(() => Promise.reject(new TypeError('network')))).kind).toBe('unavailable');
});
