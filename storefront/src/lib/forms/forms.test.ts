import { MAX_CONTACT, MAX_REVIEW } from 'sync/protocol';
import { describe, expect, it } from 'vitest';
import { contactFields, readContact } from './contact-form';
import { readReview, reviewFields } from './review-form';

function dataOf(fields: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

describe('a message', () => {
  const read = (fields: Record<string, string | Blob>) => readContact(contactFields(dataOf(fields)), 'de');
  const good = { email: ' sam@example.com ', message: 'One.\r\n\r\n\r\nTwo.\u0000' };

  it('is taken in plain characters, without what was left empty', () => {
    expect(read({ ...good, name: '', subject: ' A  kettle ' })).toEqual({
      kind: 'form',
      form: {
        kind: 'contact.send',
        args: { email: 'sam@example.com', message: 'One.\n\nTwo.', subject: 'A kettle', language: 'de' },
      },
    });
  });

  it.each([
    [{ email: '' }, 'email'],
    [{ email: 'sam' }, 'email'],
    [{ email: new Blob(['sam@example.com']) }, 'email'],
    [{ message: ' \n ' }, 'message'],
    [{ message: 'x'.repeat(MAX_CONTACT.message + 1) }, 'too-long'],
    [{ subject: 'x'.repeat(MAX_CONTACT.subject + 1) }, 'too-long'],
    [{ name: 'x'.repeat(MAX_CONTACT.name + 1) }, 'too-long'],
  ])('with %j says what is wrong', (over, problem) => {
    expect(read({ ...good, ...over })).toEqual({ kind: 'problem', problem });
  });
});

describe('a review', () => {
  const read = (fields: Record<string, string>) => readReview(reviewFields(dataOf(fields)), 'prod_1', 'en');

  it('needs stars alone', () => {
    expect(read({ rating: '4', title: '', text: '', name: '' })).toEqual({
      kind: 'form',
      form: { kind: 'review.write', args: { productId: 'prod_1', rating: 4, language: 'en' } },
    });
  });

  it.each([
    [{ rating: '' }, 'rating'],
    [{ rating: '6' }, 'rating'],
    [{ rating: '4', name: 'sam@example.com' }, 'name'],
    [{ rating: '4', text: 'x'.repeat(MAX_REVIEW.text + 1) }, 'too-long'],
    [{ rating: '4', title: 'x'.repeat(MAX_REVIEW.title + 1) }, 'too-long'],
  ])('with %j says what is wrong', (fields, problem) => {
    expect(read(fields)).toEqual({ kind: 'problem', problem });
  });
});
