import { expect, it } from 'vitest';
import { accountIn } from './known-account';

const ANNA = 'a'.repeat(64);
const BEN = 'b'.repeat(64);

it('says the address of whose device this is', () => {
  expect(accountIn(`${ANNA} anna@example.com`, ANNA)).toBe('anna@example.com');
});

it('says nothing of somebody else, of nobody, and without a note', () => {
  expect(accountIn(`${ANNA} anna@example.com`, BEN)).toBeNull();
  expect(accountIn(`${ANNA} anna@example.com`, null)).toBeNull();
  expect(accountIn(null, ANNA)).toBeNull();
  expect(accountIn(`${ANNA} `, ANNA)).toBeNull();
});
