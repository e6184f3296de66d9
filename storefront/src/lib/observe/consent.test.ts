import { expect, test } from 'vitest';
import { consentIn } from './consent';

test.each([
  [null, {}, 'open'],
  ['yes', {}, 'given'],
  ['no', {}, 'refused'],
  ['perhaps', {}, 'open'],
  ['yes', { globalPrivacyControl: true }, 'refused'],
  [null, { doNotTrack: '1' }, 'refused'],
  [null, { doNotTrack: 'unspecified', globalPrivacyControl: false }, 'open'],
] as const)('%s with %o is %s', (stored, browser, consent) => expect(consentIn(stored, browser)).toBe(consent));
