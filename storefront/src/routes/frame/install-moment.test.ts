import { expect, it } from 'vitest';
import { isGoodMoment } from './install-moment';

const first = { visits: 1, moves: 5, inCart: 0, isSettled: false };

it('comes on the first visit only after something went into the cart', () => {
  expect(isGoodMoment(first)).toBe(false);
  expect(isGoodMoment({ ...first, inCart: 1 })).toBe(true);
});

it('comes on a later visit once the shopper goes on, never with the first page', () => {
  expect(isGoodMoment({ ...first, visits: 2, moves: 0, inCart: 3 })).toBe(false);
  expect(isGoodMoment({ ...first, visits: 2, moves: 1 })).toBe(true);
});

it('never comes again', () => expect(isGoodMoment({ ...first, inCart: 1, isSettled: true })).toBe(false));
