import { sampleProduct } from 'sync/testing';
import { expect, it } from 'vitest';
import { toSharedWishlist } from './shared-wishlist';

const variant = (id: string, price: number | null) => ({
  id,
  title: id,
  sku: null,
  options: { Colour: id },
  price,
  compareAt: null,
  availability: 'low:2' as const,
  image: null,
});
const mug = sampleProduct('mug', { variants: [variant('blue', 12), variant('red', 15), variant('unpriced', null)] });
const productOf = (id: string) => (id === mug.id ? mug : undefined);
const wish = (variantId: string, productId: string | null = mug.id) => ({ variantId, productId });

it('shows the very variant, in the order of the wishes', () => {
  const { wishes, missing } = toSharedWishlist([wish('red'), wish('blue')], productOf);
  expect(missing).toBe(0);
  expect(wishes.map(({ variantId }) => variantId)).toEqual(['red', 'blue']);
  expect(wishes[0]).toMatchObject({
    variantTitle: 'Colour: red',
    card: {
      title: 'Title mug',
      subtitle: 'Colour: red',
      price: 15,
      priceVaries: false,
      availability: 'low:2',
      variantId: 'red',
    },
  });
});

it('counts what is gone, of another market, or without a price here', () => {
  const wished = [wish('gone', null), wish('elsewhere', 'other'), wish('dropped'), wish('unpriced'), wish('blue')];
  expect(toSharedWishlist(wished, productOf)).toMatchObject({ wishes: [{ variantId: 'blue' }], missing: 4 });
});
