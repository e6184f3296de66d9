import { expect, test } from 'vitest';
import { scrub } from './scrub';

test.each([
  ['no account for anna.b+shop@example.com here', 'no account for [e-mail] here'],
  ['https://shop.example/account?email=anna%40example.com failed', 'https://shop.example/account failed'],
  ['GET /api/sync?token=1 failed', 'GET /api/sync failed'],
  [`session ${'a1B2'.repeat(8)} is over`, 'session [secret] is over'],
  ['cart cart_01JD3XKZ0A1B2C3D4E5F6G7H8J of cus_01JD3XKZ0A1B2C3D4E5F6G7H8J', 'cart [secret] of [secret]'],
  ["Cannot read properties of undefined (reading 'price')", "Cannot read properties of undefined (reading 'price')"],
  ['/_app/immutable/chunks/BBp5SIXa.js', '/_app/immutable/chunks/BBp5SIXa.js'],
])('%s', (before, after) => expect(scrub(before)).toBe(after));
