import { expect, it } from 'vitest';
import { cloudinaryUrl, imageSrcset, imageUrl } from './image-sources';

it('escapes the key', () => {
  expect(imageUrl('a b/c.png', 320, 'webp')).toBe('/img/a%20b%2Fc.png?w=320&f=webp');
});

it('says to Cloudinary what its grammar of addresses wants', () => {
  const cloud = { upload: 'https://res.cloudinary.com/demo/image/upload/', folder: 'satchel' };
  expect(cloudinaryUrl(cloud, 'Größe (2).jpg', 640, 'avif')).toBe(
    'https://res.cloudinary.com/demo/image/upload/c_limit,f_avif,q_auto,w_640/satchel/Gr%C3%B6%C3%9Fe%20(2).jpg',
  );
});

it('stops at the first width that covers the largest use', () => {
  const widths = (largest: number) =>
    [...imageSrcset('k', 'avif', largest).matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));
  expect(widths(640)).toEqual([160, 320, 480, 640]);
  expect(widths(700)).toEqual([160, 320, 480, 640, 800]);
  expect(widths(1600)).toEqual([160, 320, 480, 640, 800, 1200, 1600]);
  expect(widths(9999)).toEqual([160, 320, 480, 640, 800, 1200, 1600]);
});
