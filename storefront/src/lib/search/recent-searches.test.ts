import { describe, expect, it } from 'vitest';
import { searchesIn, withoutSearch, withSearch } from './recent-searches';

const ANNA = 'a'.repeat(64);
const BEN = 'b'.repeat(64);
const after = (...texts: string[]) =>
  texts.reduce<string | null>((stored, text) => JSON.stringify(withSearch(stored, ANNA, text)), null);

describe('what was looked for', () => {
  it('has the latest first, each once however it is written, and an end', () => {
    expect(searchesIn(after('boots', 'lamp', 'Boots'), ANNA)).toEqual(['Boots', 'lamp']);
    expect(searchesIn(after(...Array.from({ length: 30 }, (_, n) => `s${n}`)), ANNA)).toHaveLength(8);
  });

  it('is forgotten one by one', () => {
    expect(withoutSearch(after('boots', 'lamp'), ANNA, 'BOOTS').texts).toEqual(['lamp']);
  });

  it('is never that of somebody else', () => {
    expect(searchesIn(after('boots'), BEN)).toEqual([]);
    expect(withSearch(after('boots'), BEN, 'lamp').texts).toEqual(['lamp']);
  });

  it('is nothing where the note is missing or torn', () => {
    for (const note of [null, '', '{', '[]', '{"of":1}', `{"of":"${ANNA}","texts":[1]}`])
      expect(searchesIn(note, ANNA)).toEqual([]);
  });
});
