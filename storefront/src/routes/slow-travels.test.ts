import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isTravelSlow, noteTravel } from './slow-travels';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('one slow moment is forgiven, two in a row are not', () => {
  expect(isTravelSlow()).toBe(false);
  noteTravel(200);
  expect(isTravelSlow()).toBe(false);
  noteTravel(200);
  expect(isTravelSlow()).toBe(true);
});

it('a fast one in between starts the count again', () => {
  for (const tookMs of [200, 60, 200]) noteTravel(tookMs);
  expect(isTravelSlow()).toBe(false);
});

it('a browser that stores nothing travels on', () => {
  vi.stubGlobal('sessionStorage', {
    getItem: () => null,
    setItem() {
      throw new Error('storage is off');
    },
  });
  for (const tookMs of [200, 200, 200]) noteTravel(tookMs);
  expect(isTravelSlow()).toBe(false);
});
