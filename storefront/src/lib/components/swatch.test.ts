import { expect, it } from 'vitest';
import { colours as ar } from '../i18n/messages/colours-ar';
import { colours as de } from '../i18n/messages/colours-de';
import { isColourOption, swatchOf } from './swatch';

it('knows a colour by its last known word', () => {
  expect(swatchOf('Moss')).toBe('oklch(0.6 0.12 130)');
  expect(swatchOf('dark olive')).toBe(swatchOf('Olive'));
  expect(swatchOf('Navy/White')).toBe(swatchOf('White'));
  expect(swatchOf('Constructor')).toBeNull();
  expect(swatchOf('')).toBeNull();
});

it.each([
  ['de', de],
  ['ar', ar],
])('knows every colour it is told in %s', (_language, names) => {
  for (const [word, colour] of Object.entries(names)) {
    expect(swatchOf(word, names), word).not.toBeNull();
    expect(swatchOf(word, names), word).toBe(swatchOf(colour));
  }
});

it('knows a colour in the words of the language', () => {
  expect(swatchOf('Moos', de)).toBe(swatchOf('Moss'));
  expect(swatchOf('Klassisches Rot', de)).toBe(swatchOf('Classic red'));
  expect(swatchOf('أزرق المرفأ', ar)).toBe(swatchOf('Harbour blue'));
  expect(swatchOf('Moss', de)).toBe(swatchOf('Moss'));
});

it('knows a colour option in several languages', () => {
  for (const title of ['Color', 'colour', ' Farbe ', 'اللون']) expect(isColourOption(title)).toBe(true);
  expect(isColourOption('Colour of the lid')).toBe(false);
});
