import { expect, it } from 'vitest';
import { isColourOption, swatchOf } from './swatch';

it('knows a colour by its last known word', () => {
  expect(swatchOf('Moss')).toBe('oklch(0.6 0.12 130)');
  expect(swatchOf('dark olive')).toBe(swatchOf('Olive'));
  expect(swatchOf('Navy/White')).toBe(swatchOf('White'));
  expect(swatchOf('Constructor')).toBeNull();
  expect(swatchOf('')).toBeNull();
});

it('knows a colour option in several languages', () => {
  for (const title of ['Color', 'colour', ' Farbe ', 'اللون']) expect(isColourOption(title)).toBe(true);
  expect(isColourOption('Colour of the lid')).toBe(false);
});
