import { describe, expect, it } from 'vitest';
import { findNamed, marksOf, meantText, slipsBetween } from './meaning.js';

/** The text with the found words in brackets. */
const marked = (looked: string, text: string, terms: string[] = []) =>
  marksOf(
    looked,
    terms.length > 0 ? [{ word: looked, terms }] : [],
  )(text)
    .map((part) => (part.isFound ? `[${part.text}]` : part.text))
    .join('');

describe('what answered a search is told apart', () => {
  it('as it is written, with its capitals, marks and plural', () => {
    expect(marked('creme brulee', 'Crème Brûlée, cold')).toBe('[Crème] [Brûlée], cold');
    expect(marked('BOOT', 'Hiking boots & bootlaces')).toBe('Hiking [boots] & [bootlaces]');
    expect(marked('strasse', 'Große Straße')).toBe('Große [Straße]');
    expect(marked('e\u0301tui', 'L’e\u0301tui')).toBe('L’[e\u0301tui]');
    expect(marked('حذاء', 'الحِذَاء الأسود')).toBe('[الحِذَاء] الأسود');
  });

  it('only the last word may be unfinished, and small words are nobody’s answer', () => {
    expect(marked('ver lan', 'Veranda Lantern')).toBe('Veranda [Lantern]');
    expect(marked('a lamp for the desk', 'A lamp for the desk')).toBe('A [lamp] for the [desk]');
  });

  it('also another word for it, and what a slip of the pen was taken for', () => {
    expect(marked('torch', 'Paper lantern')).toBe('Paper [lantern]');
    expect(marked('lantren', 'Veranda Lantern', ['lantern'])).toBe('Veranda [Lantern]');
    expect(marked('lantren', 'Veranda Lantern')).toBe('Veranda Lantern');
  });

  it('and every letter of the text is still there', () => {
    for (const text of ['', ' – ', '🧦 socks™ ½', '赤い靴 red', 'ﬁne  \n lines', 'a\u0301\u0301b'])
      expect(marksOf('red', [])(text).map((part) => part.text)).toSatisfy((parts: string[]) => parts.join('') === text);
    expect(marked('靴', '赤い靴')).toBe('赤い[靴]');
  });
});

describe('the text as it was meant', () => {
  it('has the words of the shop where the shopper slipped, and the shopper’s own otherwise', () => {
    const taken = [{ word: 'lantren', terms: ['lantern', 'lantana'] }];
    expect(meantText('my  Lantren, please', taken, ['Paper Lanterns', 'Lantern'])).toBe('my  Lanterns, please');
    expect(meantText('lantren', taken, [])).toBe('lantern');
    expect(meantText('lamp', [], ['Lamp'])).toBe('lamp');
  });
});

it('slips of the pen are counted as they are made', () => {
  const cases: [string, string, number][] = [
    ['lantern', 'lantern', 0],
    ['lantren', 'lantern', 1],
    ['lanten', 'lantern', 1],
    ['lanttern', 'lantern', 1],
    ['kandle', 'candle', 1],
    ['kandel', 'candle', 2],
    ['boot', 'lantern', 3],
    ['abcd', 'wxyz', 3],
  ];
  for (const [one, other, slips] of cases) {
    expect([one, other, slipsBetween(one, other, 2)]).toEqual([one, other, slips]);
    expect(slipsBetween(other, one, 2)).toBe(slips);
  }
});

describe('shelves by name', () => {
  const shelves = [{ name: 'Boots & wellies' }, { name: 'Küche' }, { name: 'Outdoor kitchen' }, { name: 'Books' }];
  const find = (looked: string, isForgiving = false) =>
    findNamed(looked, shelves, { isForgiving }).map(({ name }) => name);

  it('are found by all words, the last perhaps unfinished', () => {
    expect(find('boot')).toEqual(['Boots & wellies']);
    expect(find('boo')).toEqual(['Boots & wellies', 'Books']);
    expect(find('kuche')).toEqual(['Küche']);
    expect(find('outdoor kit')).toEqual(['Outdoor kitchen']);
    expect(find('outdoor boots')).toEqual([]);
    expect(find('')).toEqual([]);
  });

  it('are forgiving only where that is wanted and nothing is written so', () => {
    expect(find('kitchne')).toEqual([]);
    expect(find('kitchne', true)).toEqual(['Outdoor kitchen']);
    expect(find('book', true)).toEqual(['Books']);
  });
});
