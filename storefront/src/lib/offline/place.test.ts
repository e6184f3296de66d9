import { expect, test } from 'vitest';
import { isIntroduced, isSamePlace, readPlace } from './place';

const anna = 'a'.repeat(64);
const ben = 'b'.repeat(64);
const mark = '0'.repeat(32);

test.each([
  ['', { principal: null, mark: 'default' }],
  ['satchel-known=default', { principal: null, mark: 'default' }],
  [`x=1; satchel-known=${mark}; satchel-principal=${anna}`, { principal: anna, mark }],
  [`not-satchel-known=${mark}`, { principal: null, mark: 'default' }],
])('%j is %j', (cookies, place) => {
  expect(readPlace(cookies)).toEqual(place);
});

test.each([
  ['satchel-known=default', true],
  [`x=1; satchel-known=${mark}; y=2`, true],
  ['not-satchel-known=default', false],
  ['satchel-known=defaults', false],
  // Of builds that had no marks: introduced once more, which keeps the secret.
  ['satchel-known=1', false],
  ['', false],
])('%j introduced: %s', (cookies, expected) => {
  expect(isIntroduced(cookies)).toBe(expected);
});

test.each([
  ['the device got its secret', '', 'satchel-known=default', true],
  ['somebody signed in', '', `satchel-known=default; satchel-principal=${anna}`, false],
  ['somebody signed in and out', 'satchel-known=default', `satchel-known=${mark}`, false],
  ['another one is signed in', `satchel-principal=${anna}`, `satchel-principal=${ben}`, false],
  ['nobody is', `satchel-principal=${anna}`, `satchel-known=${mark}`, false],
  ['the same one is again', `satchel-principal=${anna}`, `satchel-known=${mark}; satchel-principal=${anna}`, true],
])('%s since the page was opened: %j, now %j, the same: %s', (_what, before, now, expected) => {
  expect(isSamePlace(readPlace(before), readPlace(now))).toBe(expected);
});
