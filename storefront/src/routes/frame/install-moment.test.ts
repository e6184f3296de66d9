import { expect, it } from 'vitest';
import { isGoodMoment } from './install-moment';

it('comes on the first visit only after something went into the cart, and on a later one anyway', () => {
  expect(isGoodMoment({ visits: 1, inCart: 0 })).toBe(false);
  expect(isGoodMoment({ visits: 1, inCart: 1 })).toBe(true);
  expect(isGoodMoment({ visits: 2, inCart: 0 })).toBe(true);
});
