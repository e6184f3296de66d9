import { expect, it } from 'vitest';
import { contentHash } from './content-hash';

it('is the same for the same text in every process and release', () => {
  expect(contentHash('{"id":"prod_1"}')).toBe('FoxUykz5YVcQA_c8iMiCK6');
});

it('differs when one character differs', () => {
  expect(contentHash('a')).not.toBe(contentHash('b'));
});

it('can stand in an address', () => {
  for (let i = 0; i < 200; i++) expect(contentHash(String(i))).toMatch(/^[\w-]{22}$/);
});
