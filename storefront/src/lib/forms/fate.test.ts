import type { Form } from 'sync/protocol';
import { describe, expect, it } from 'vitest';
import { fateOf, formPathOf, returnedText } from './fate';

const contact: Form = { kind: 'contact.send', args: { email: 'sam@example.com', message: 'Hello' } };
const review: Form = { kind: 'review.write', args: { productId: 'p1', rating: 4, text: 'Good' } };
const refused = (intent: unknown, product: unknown = null) => ({
  id: 'c:1',
  kind: 'form_refused',
  data: { code: 'invalid', intent, product },
});

describe('fateOf', () => {
  it('waits as long as it is queued, whatever else is', () => {
    expect(fateOf(contact, { outbox: [{ intent: contact }], notices: [] })).toBe('waiting');
    const others = [{ intent: { kind: 'contact.send', args: { message: 'Other' } } }, { intent: review }];
    expect(fateOf(contact, { outbox: others, notices: [] })).toBe('arrived');
    expect(fateOf(review, { outbox: [{ intent: review }], notices: [refused(review)] })).toBe('waiting');
  });

  it('has come back when the shop says so, in whatever order its fields are then', () => {
    const told = { kind: 'contact.send', args: { message: 'Hello', language: 'en', email: 'sam@example.com' } };
    expect(fateOf(contact, { outbox: [], notices: [refused(told)] })).toBe('returned');
    expect(fateOf(contact, { outbox: [], notices: [refused(review), refused(null)] })).toBe('arrived');
    expect(fateOf(review, { outbox: [], notices: [{ kind: 'gone', data: { intent: review } }] })).toBe('arrived');
  });
});

it('finds the form of what came back, where there still is one', () => {
  expect(formPathOf(refused(contact))).toBe('/contact?notice=c%3A1');
  expect(formPathOf(refused(review, { handle: 'tee kanne', title: 'Teekanne' }))).toBe(
    '/p/tee%20kanne/review?notice=c%3A1',
  );
  for (const odd of [refused(review), refused(null), refused({}), refused(review, { handle: 7 })])
    expect(formPathOf(odd)).toBeUndefined();
});

it('gives back what was written, and nothing for what was not', () => {
  expect(returnedText(refused(review), 'text')).toBe('Good');
  expect(returnedText(refused(review), 'rating')).toBe('4');
  expect([
    returnedText(refused(review), 'title'),
    returnedText(refused(null), 'text'),
    returnedText(undefined, 'text'),
  ]).toEqual(['', '', '']);
});
