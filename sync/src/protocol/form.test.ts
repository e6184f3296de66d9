import { describe, expect, it } from 'vitest';
import { MAX_CONTACT, MAX_REVIEW, parseForm } from './form.js';

const contact = { email: 'sam@example.com', message: 'Hello' };
const review = { productId: 'prod_1', rating: 5 };

describe('parseForm', () => {
  it.each([
    ['contact.send', { message: 'Hello' }, 'email'],
    ['contact.send', { ...contact, email: 'sam@example.com, eve@example.com' }, 'email'],
    ['contact.send', { ...contact, email: 'sam@example.com\nBcc: eve@example.com' }, 'email'],
    ['contact.send', { ...contact, email: '<sam@example.com>' }, 'email'],
    ['contact.send', { ...contact, email: `${'x'.repeat(60)}@${'y'.repeat(200)}.com` }, 'email'],
    ['contact.send', { email: contact.email }, 'message'],
    ['contact.send', { ...contact, message: ' \n\u200b' }, 'message'],
    ['contact.send', { ...contact, message: 'x'.repeat(MAX_CONTACT.message + 1) }, 'message'],
    ['contact.send', { ...contact, subject: 'x'.repeat(MAX_CONTACT.subject + 1) }, 'subject'],
    ['contact.send', { ...contact, name: 7 }, 'name'],
    ['contact.send', { ...contact, to: 'eve@example.com' }, 'to'],
    ['contact.send', null, 'args'],
    ['review.write', { rating: 5 }, 'productId'],
    ['review.write', { ...review, rating: 0 }, 'rating'],
    ['review.write', { ...review, rating: 4.5 }, 'rating'],
    ['review.write', { ...review, title: 'x'.repeat(MAX_REVIEW.title + 1) }, 'title'],
    ['review.write', { ...review, text: 'x'.repeat(MAX_REVIEW.text + 1) }, 'text'],
    ['review.write', { ...review, name: 'sam@example.com' }, 'name'],
    ['review.write', { ...review, language: 'german!' }, 'language'],
  ])('names what is wrong with %s %j', (kind, args, field) => {
    expect(parseForm(kind, args)).toMatchObject({
      kind: 'invalid',
      code: 'invalid_form',
      field,
      message: expect.stringMatching(new RegExp(`^${field} \\w{2}`)),
    });
  });

  it.each([
    ['contact.send', contact],
    ['contact.send', { ...contact, email: 'jürgen.o’neil+shop@bücher.example' }],
    ['contact.send', { ...contact, message: '<script>alert(1)</script>', name: '', subject: '' }],
    // A character that is made of two units counts once.
    ['contact.send', { ...contact, message: '👋'.repeat(MAX_CONTACT.message) }],
    ['review.write', review],
    ['review.write', { ...review, title: 'Good', text: '"Quoted"\n\nTwo.', name: 'Sam', language: 'pt-BR' }],
  ])('takes %s %j', (kind, args) => {
    expect(parseForm(kind, args)).toEqual({ kind: 'form', form: { kind, args } });
  });

  it('leaves what it does not know to others', () => {
    expect(parseForm('cart.add', {}).kind).toBe('unknown-kind');
    expect(parseForm('toString', {}).kind).toBe('unknown-kind');
  });
});
