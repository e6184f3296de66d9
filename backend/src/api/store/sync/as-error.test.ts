import { expect, it } from 'vitest';
import { asError } from './as-error';

it('keeps an error', () => {
  const error = new TypeError('no');
  expect(asError(error)).toBe(error);
});

it('keeps words and place of an error that a workflow made plain', () => {
  expect(asError({ message: 'no such row', stack: 'Error: no such row\n  at there' })).toMatchObject({
    message: 'no such row',
    stack: 'Error: no such row\n  at there',
  });
});

it.each([
  ['a text', 'a text'],
  [null, 'something without a message was thrown'],
  [{ code: 7 }, 'something without a message was thrown'],
])('says something of %j', (thrown, message) => {
  expect(asError(thrown).message).toBe(message);
});
