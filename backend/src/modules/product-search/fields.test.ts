import { SEARCH_FIELDS, WEIGHTS } from 'sync/search/rules';
import { expect, it } from 'vitest';
import { weightOf } from './fields';

/** As Medusa's Postgres provider does it. */
const labelOf = (weight: number): string => (weight >= 3 ? 'A' : weight >= 2 ? 'B' : weight > 1 ? 'C' : 'D');

it('gives every field the nearest of PostgreSQL’s weights, in the order of the device’s', () => {
  expect(Object.fromEntries(SEARCH_FIELDS.map((field) => [field, labelOf(weightOf(field))]))).toEqual({
    title: 'A',
    number: 'A',
    kind: 'B',
    options: 'B',
    subtitle: 'C',
    description: 'D',
  });
  const byDevice = SEARCH_FIELDS.toSorted((a, b) => WEIGHTS[b] - WEIGHTS[a]);
  expect(SEARCH_FIELDS.toSorted((a, b) => weightOf(b) - weightOf(a))).toEqual(byDevice);
});
