import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isTravelSlow, noteStart, noteTravel } from './slow-travels';

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
  noteTravel(41);
  expect(isTravelSlow()).toBe(false);
  noteTravel(41);
  expect(isTravelSlow()).toBe(true);
});

it('a fast one in between starts the count again', () => {
  for (const tookMs of [200, 40, 200]) noteTravel(tookMs);
  expect(isTravelSlow()).toBe(false);
});

it('after a slow start one slow travel is enough, and a fast one forgives it', () => {
  noteStart(61);
  expect(isTravelSlow()).toBe(false);
  noteTravel(40);
  noteTravel(41);
  expect(isTravelSlow()).toBe(false);
  noteTravel(40);
  noteStart(61);
  noteTravel(41);
  expect(isTravelSlow()).toBe(true);
  noteStart(61);
  expect(isTravelSlow()).toBe(true);
});

it('a start that is fast enough says nothing', () => {
  noteStart(60);
  noteTravel(41);
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
