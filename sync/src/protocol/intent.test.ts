import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIntent } from './intent.js';

describe('parseIntent', () => {
  it.each([
    [{ variantId: 'v1', quantity: 0 }, 'invalid_quantity', 'quantity'],
    [{ variantId: 'v1', quantity: -1 }, 'invalid_quantity', 'quantity'],
    [{ variantId: 'v1', quantity: 1.5 }, 'invalid_quantity', 'quantity'],
    [{ variantId: 'v1', quantity: 1e9 }, 'invalid_quantity', 'quantity'],
    [{ variantId: 'v1', quantity: '2' }, 'invalid_quantity', 'quantity'],
    [{ variantId: 'v1' }, 'invalid_quantity', 'quantity'],
    [{ variantId: '', quantity: 1 }, 'invalid_variant', 'variantId'],
    [{ variantId: 'a b', quantity: 1 }, 'invalid_variant', 'variantId'],
    [{ variantId: 'v1', quantity: 1, price: 0 }, 'invalid_args', 'args'],
    [null, 'invalid_args', 'args'],
  ])('names what is wrong with %j', (args, code, field) => {
    expect(parseIntent('cart.add', args)).toMatchObject({
      kind: 'invalid',
      code,
      field,
      message: expect.stringMatching(/\w{3}/),
    });
  });

  it('knows zero as a quantity to set, not to add', () => {
    expect(parseIntent('cart.set', { variantId: 'v1', quantity: 0 })).toMatchObject({ kind: 'intent' });
  });

  it('has an answer to anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom('cart.add', 'cart.set', 'cart.remove'), fc.string()),
        fc.anything(),
        (kind, args) => {
          expect(['intent', 'unknown-kind', 'invalid']).toContain(parseIntent(kind, args).kind);
        },
      ),
    );
    expect(parseIntent('toString', {}).kind).toBe('unknown-kind');
    expect(parseIntent('__proto__', {}).kind).toBe('unknown-kind');
  });
});
