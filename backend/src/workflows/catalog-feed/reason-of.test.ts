import { taxonomySchema } from 'sync/protocol';
import { expect, it } from 'vitest';
import { reasonOf } from './reason-of';

it('names the fields that are wrong', () => {
  try {
    taxonomySchema.parse({ hash: 7, categories: [{}], collections: [] });
    expect.unreachable();
  } catch (error) {
    expect(reasonOf(error)).toContain('hash (invalid_type), categories.0.handle (invalid_type)');
  }
});

it.each([
  [new Error('no such picture'), 'no such picture'],
  ['text', 'text'],
  [undefined, 'undefined'],
])('says something of %o', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
