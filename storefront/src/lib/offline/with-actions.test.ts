import { expect, it } from 'vitest';
import { withActions } from './with-actions';

const notice = { id: 'n1', kind: 'price', data: { variantId: 'v1' } };

it('shows a notice with what can be done about it, and without when that cannot be loaded', async () => {
  const action = { id: 'see-product' as const, intents: [], variantId: 'v1' };
  expect(await withActions({ actionsOf: async () => [action] }, [notice])).toEqual([{ ...notice, actions: [action] }]);
  expect(await withActions({ actionsOf: () => Promise.reject(new Error('no network')) }, [notice])).toEqual([
    { ...notice, actions: [] },
  ]);
});
