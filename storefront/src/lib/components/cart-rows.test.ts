import type { ViewLine } from 'sync';
import { expect, it } from 'vitest';
import { cartRows } from './cart-rows';

const line = (variantId: string): ViewLine => ({
  variantId,
  quantity: 1,
  rev: 1,
  pending: false,
  estimated: false,
  productId: null,
  productTitle: variantId,
  productHandle: null,
  variantTitle: null,
  image: null,
  unitPrice: null,
  total: null,
});

const show = (...args: Parameters<typeof cartRows>) =>
  cartRows(...args).map(({ kind, line: { variantId } }) => (kind === 'removed' ? `-${variantId}` : variantId));

it('keeps a removed line where it was', () => {
  expect(show([line('a'), line('c')], [{ line: line('b'), index: 1 }])).toEqual(['a', '-b', 'c']);
  expect(
    show(
      [line('b')],
      [
        { line: line('c'), index: 2 },
        { line: line('a'), index: 0 },
      ],
    ),
  ).toEqual(['-a', 'b', '-c']);
});

it('forgets it once it is back, whoever put it back', () => {
  expect(show([line('a'), line('b')], [{ line: line('b'), index: 0 }])).toEqual(['a', 'b']);
});

it('copes with a cart that shrank meanwhile', () => {
  expect(show([], [{ line: line('x'), index: 7 }])).toEqual(['-x']);
});
