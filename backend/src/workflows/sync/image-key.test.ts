import { expect, it } from 'vitest';
import { imageKeyOf } from './image-key';

it.each([
  ['http://127.0.0.1:9000/static/tote.png', 'tote.png'],
  ['https://api.example.com/static/tote%20bag.png?v=2', 'tote bag.png'],
  ['https://elsewhere.example.com/tote.png', null],
  ['http://127.0.0.1:9000/static/', null],
  ['https://api.example.com/static/100%%20wool.png', '100%%20wool.png'],
  [null, null],
])('the key of %s is %s', (address, key) => {
  expect(imageKeyOf(address)).toBe(key);
});
