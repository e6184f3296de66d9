import { expect, it } from 'vitest';
import { inWordsOf } from './notice-names';

const names = {
  of: (variantId: string) => (variantId === 'v1' ? { title: 'Streifenshirt', variantTitle: 'Moos / M' } : undefined),
};
const inGerman = (data: Record<string, unknown>) => inWordsOf(names, { data }).data;

it('a notice calls a thing as the page does', () => {
  expect(inGerman({ variantId: 'v1', title: 'Stripe Tee · Moss / M', wanted: 3, got: 1 })).toEqual({
    variantId: 'v1',
    title: 'Streifenshirt, Moos / M',
    wanted: 3,
    got: 1,
  });
  const intent = { kind: 'cart.add', args: { variantId: 'v1', quantity: 1 } };
  expect(inGerman({ intent, title: null })).toEqual({ intent, title: 'Streifenshirt, Moos / M' });
});

it('and stays as it came where nothing is known of it', () => {
  for (const data of [{ variantId: 'v2', title: 'Mug' }, { code: 'TEN' }, { intent: null }, { intent: { args: 7 } }])
    expect(inGerman(data)).toBe(data);
});
