import { expect, it } from 'vitest';
import { imageSrcset, imageUrl } from './image-sources';

it('escapes the key', () => {
  expect(imageUrl('a b/c.png', 320, 'webp')).toBe('/img/a%20b%2Fc.png?w=320&f=webp');
});

it('stops at the first width that covers the largest use', () => {
  const widths = (largest: number) =>
    [...imageSrcset('k', 'avif', largest).matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));
  expect(widths(640)).toEqual([160, 320, 480, 640]);
  expect(widths(700)).toEqual([160, 320, 480, 640, 800]);
  expect(widths(1600)).toEqual([160, 320, 480, 640, 800, 1200, 1600]);
  expect(widths(9999)).toEqual([160, 320, 480, 640, 800, 1200, 1600]);
});
