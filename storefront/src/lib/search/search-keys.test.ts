import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asksForSearch, isSlashOn, switchSlash } from './search-keys';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  defaultPrevented: false,
  ...more,
});
const READING = { isWriting: false };
const WRITING = { isWriting: true };

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the search is asked for', () => {
  it('by its chord wherever somebody is', () => {
    for (const where of [READING, WRITING]) {
      expect(asksForSearch(press('k', { ctrlKey: true }), where)).toBe(true);
      expect(asksForSearch(press('K', { metaKey: true }), where)).toBe(true);
    }
    expect(asksForSearch(press('k'), READING)).toBe(false);
    expect(asksForSearch(press('k', { ctrlKey: true, altKey: true }), READING)).toBe(false);
  });

  it('by a slash, but not where one is written, nor with other keys, nor where it has been put to use', () => {
    expect(asksForSearch(press('/'), READING)).toBe(true);
    expect(asksForSearch(press('/'), WRITING)).toBe(false);
    for (const more of [
      { ctrlKey: true },
      { metaKey: true },
      { altKey: true },
      { isComposing: true },
      { defaultPrevented: true },
    ])
      expect(asksForSearch(press('/', more), READING)).toBe(false);
  });

  it('by a slash only as long as it is switched on', () => {
    switchSlash(false);
    expect([isSlashOn(), asksForSearch(press('/'), READING)]).toEqual([false, false]);
    switchSlash(true);
    expect(asksForSearch(press('/'), READING)).toBe(true);
  });
});
