import { expect, test } from 'vitest';
import { readCloudinary } from '../build-config/cloudinary.js';

test('without a cloud the shop makes its pictures itself', () => {
  expect(readCloudinary({})).toBeNull();
  expect(readCloudinary({ CLOUDINARY_CLOUD_NAME: '', CLOUDINARY_FOLDER: 'x' })).toBeNull();
});

test('a cloud has an address and a folder', () => {
  expect(readCloudinary({ CLOUDINARY_CLOUD_NAME: 'demo' })).toEqual({
    origin: 'https://res.cloudinary.com',
    upload: 'https://res.cloudinary.com/demo/image/upload/',
    folder: 'satchel',
  });
});

test.each([
  ['CLOUDINARY_CLOUD_NAME', { CLOUDINARY_CLOUD_NAME: 'a/b' }],
  ['CLOUDINARY_FOLDER', { CLOUDINARY_CLOUD_NAME: 'demo', CLOUDINARY_FOLDER: '../x' }],
])('a bad %s stops the build with its name', (name, env) => expect(() => readCloudinary(env)).toThrow(name));
