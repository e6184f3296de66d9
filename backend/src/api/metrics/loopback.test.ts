import { expect, it } from 'vitest';
import { isFromThisMachine } from './loopback';

it.each([
  ['127.0.0.1', {}, true],
  ['::1', {}, true],
  ['::ffff:127.0.0.1', {}, true],
  ['127.0.0.1', { 'x-forwarded-for': '203.0.113.5' }, false],
  ['::1', { forwarded: 'for=203.0.113.5' }, false],
  ['10.0.0.7', {}, false],
  ['::ffff:10.0.0.7', {}, false],
  [undefined, {}, false],
])('%s with %j: %s', (address, headers, expected) => {
  expect(isFromThisMachine(address, headers)).toBe(expected);
});
