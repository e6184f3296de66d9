import { describe, expect, it } from 'vitest';
import { viewedIn, withViewed } from './recently-viewed';

const ANNA = 'a'.repeat(64);
const BEN = 'b'.repeat(64);
const after = (...handles: string[]) =>
  handles.reduce<string | null>((stored, handle) => JSON.stringify(withViewed(stored, ANNA, handle)), null);

describe('what was looked at', () => {
  it('has the latest first, each once, and an end', () => {
    expect(viewedIn(after('cap', 'boot', 'cap'), ANNA)).toEqual(['cap', 'boot']);
    expect(viewedIn(after(...Array.from({ length: 30 }, (_, n) => `p${n}`)), ANNA)).toHaveLength(12);
  });

  it('is never that of somebody else', () => {
    expect(viewedIn(after('cap'), BEN)).toEqual([]);
    expect(withViewed(after('cap'), BEN, 'boot').handles).toEqual(['boot']);
  });

  it('is nothing where the note is missing or torn', () => {
    for (const note of [null, '', '{', '[]', '{"of":1}', `{"of":"${ANNA}","handles":[1]}`])
      expect(viewedIn(note, ANNA)).toEqual([]);
  });
});
