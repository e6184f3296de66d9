import { formSchemas, intentSchemas } from 'sync/protocol';
import { expect, it } from 'vitest';
import { en } from '$lib/i18n/messages/en';
import { intentWords } from './intent-words';

const words = (kind: string, args: Record<string, unknown>, title: string | null = 'Mug') =>
  intentWords({ intent: { kind, args }, title }, { t: en });

it('says what a change does', () => {
  expect(words('cart.add', { variantId: 'v', quantity: 2 })).toBe('Add 2 × Mug');
  expect(words('cart.remove', { variantId: 'v' }, null)).toBe('Remove a product');
  expect(words('cart.promo.add', { code: 'SUMMER' }, null)).toBe('Apply code SUMMER');
});

it('has words for every kind of this build, and names what it does not know', () => {
  for (const kind of Object.keys({ ...intentSchemas, ...formSchemas }))
    expect(words(kind, {})).not.toBe(en.sync.intents.other);
  expect(words('cart.wrap', {})).toBe(en.sync.intents.other);
});

it('says which message and which review it is', () => {
  expect(words('contact.send', { subject: 'Kettle', message: 'Is it back?' })).toBe('Message: Kettle');
  expect(words('contact.send', { message: `Is it\n${'very '.repeat(20)}old?` })).toMatch(
    /^Message: Is it very very very very very very…$/,
  );
  expect(words('review.write', { productId: 'p', rating: 4 })).toBe('Review of Mug');
});
