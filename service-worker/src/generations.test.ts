import { describe, expect, test } from 'vitest';
import { keepNeeded, keyOf } from './generations';

const generations = ['b4', 'b3', 'b2', 'b1'].map((build) => ({ build, keys: [build] }));
const kept = (builds: (string | undefined)[]) => keepNeeded(generations, 'b4', builds).map(({ build }) => build);

describe('files of a build stay', () => {
  test('for the build of the worker itself', () => expect(kept([])).toEqual(['b4']));
  test('for every build an open page runs', () => expect(kept(['b2', 'b4', 'b2'])).toEqual(['b4', 'b2']));
  test('for a build that is installed and waits to take over', () => {
    expect(keepNeeded(generations, 'b3', ['b3']).map(({ build }) => build)).toEqual(['b4', 'b3']);
  });
  test('for all that there is room for while a page is silent', () =>
    expect(kept([undefined])).toEqual(['b4', 'b3', 'b2']));
});

test('a key tells revisions of one address apart, and leaves hashed names alone', () => {
  const base = 'https://shop.example/service-worker.js';
  expect(keyOf({ url: 'app-shell', revision: '1' }, base)).toBe('https://shop.example/app-shell?revision=1');
  expect(keyOf({ url: '_app/immutable/a.js', revision: null }, base)).toBe('https://shop.example/_app/immutable/a.js');
});
