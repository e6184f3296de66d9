import { expect, test } from 'vitest';
import { createSeal } from './seal';

const seal = createSeal('s'.repeat(32), 'session');

test('what was closed is opened, and looks different every time', () => {
  const first = seal.close('Grüße');
  expect(seal.open(first)).toBe('Grüße');
  expect(seal.close('Grüße')).not.toBe(first);
  expect(first).toMatch(/^[\w-]+$/);
});

test('a single bit changed anywhere opens nothing', () => {
  const bytes = Buffer.from(seal.close('text'), 'base64url');
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(seal.open(changed.toString('base64url')), `byte ${index}`).toBeUndefined();
  }
});

test.each(['', 'short', '!!', 'A'.repeat(38)])('%j opens nothing', (text) => expect(seal.open(text)).toBeUndefined());

test('another secret or another purpose opens nothing', () => {
  const closed = seal.close('text');
  expect(createSeal('t'.repeat(32), 'session').open(closed)).toBeUndefined();
  expect(createSeal('s'.repeat(32), 'reset').open(closed)).toBeUndefined();
});
