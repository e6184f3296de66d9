import { expect, test } from 'vitest';
import { consentIn, searchChoiceIn } from './consent';

test.each([
  [null, {}, 'open'],
  ['yes', {}, 'given'],
  ['no', {}, 'refused'],
  ['perhaps', {}, 'open'],
  ['yes', { globalPrivacyControl: true }, 'refused'],
  [null, { doNotTrack: '1' }, 'refused'],
  [null, { doNotTrack: 'unspecified', globalPrivacyControl: false }, 'open'],
] as const)('%s with %o is %s', (stored, browser, consent) => expect(consentIn(stored, browser)).toBe(consent));

test.each([
  [null, null, {}, 'counted'],
  ['no', null, {}, 'stopped'],
  ['yes', null, {}, 'counted'],
  [null, 'yes', {}, 'counted'],
  ['yes', 'no', {}, 'refused'],
  ['yes', 'yes', { globalPrivacyControl: true }, 'browser'],
] as const)('a search of who said %s to that and %s to all, with %o, is %s', (searches, observe, browser, choice) =>
  expect(searchChoiceIn({ searches, observe }, browser)).toBe(choice),
);
