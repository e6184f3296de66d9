import { expect, it } from 'vitest';
import { en } from '$lib/i18n/messages/en';
import { entryWords, keptWords } from './intent-words';
import { promoRefusals } from './promo-refusals';

const notice = (id: string, kind: string, data: Record<string, unknown>) => ({ id, kind, data });

it('finds the refused codes and leaves every other notice, and one without a code, where it was', () => {
  const notices = [
    notice('a', 'promo_refused', { code: 'SPRING' }),
    notice('b', 'gone', { title: 'Mug', code: 'X' }),
    notice('c', 'promo_refused', {}),
  ];
  expect(promoRefusals(notices)).toEqual([{ id: 'a', code: 'SPRING' }]);
});

it('says of a waiting change in the panel what its row says', () => {
  for (const isKept of [true, false]) {
    expect(entryWords({ state: 'waiting' }, isKept, { t: en })).toBe(keptWords(isKept, { t: en }));
  }
  expect(entryWords({ state: 'not-understood' }, true, { t: en })).toBe(en.sync.reasons['update-needed']);
});
