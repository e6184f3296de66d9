import { expect, it } from 'vitest';
import { hashSecret, isSameHash } from './secret';

it('is SHA-256 in hex', () => {
  expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('tells hashes apart and never takes a broken one', () => {
  const hash = hashSecret('one');
  expect(isSameHash(hash, hashSecret('one'))).toBe(true);
  expect(isSameHash(hash, hashSecret('two'))).toBe(false);
  expect(isSameHash(hash, hash.slice(0, 62))).toBe(false);
  expect(isSameHash('', '')).toBe(false);
});
