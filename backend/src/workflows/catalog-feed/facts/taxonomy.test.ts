import { expect, it } from 'vitest';
import { toCollection } from './taxonomy';

const fact = {
  id: 'pcol_1',
  handle: 'slow-winter',
  title: 'Slow winter',
  metadata: { description: ' For the dark. ', description_de: 'Fürs Dunkle.', colour: 'blue' },
};
const german = new Map([['pcol_1', { title: 'Langsamer Winter' }]]);

it('a collection is described in the language of the catalog, else in the words of the merchant', () => {
  expect(toCollection(fact, null, new Map())).toEqual({
    handle: 'slow-winter',
    title: 'Slow winter',
    description: 'For the dark.',
  });
  expect(toCollection(fact, 'de', german)).toEqual({
    handle: 'slow-winter',
    title: 'Langsamer Winter',
    description: 'Fürs Dunkle.',
  });
  expect(toCollection(fact, 'ar', new Map()).description).toBe('For the dark.');
});

it('what is blank or no text describes nothing', () => {
  for (const metadata of [null, {}, { description: '  ' }, { description: 7 }])
    expect(toCollection({ ...fact, metadata }, 'de', german)).not.toHaveProperty('description');
});
