import type { CatalogVariant } from 'sync/protocol';
import { describe, expect, it } from 'vitest';
import { choicesOf, describeSelection, findVariant, initialSelection, isChoice, stateOf } from './variant-choice';

const variant = (id: string, colour: string, size: string, rest: Partial<CatalogVariant> = {}): CatalogVariant => ({
  id,
  title: `${colour} / ${size}`,
  sku: null,
  options: { Colour: colour, Size: size },
  price: 20,
  compareAt: null,
  availability: 'in',
  image: null,
  ...rest,
});

/** Moss in both sizes (M sold out), Sand only in S, Ink in S but without a price here. */
const product = {
  options: [
    { title: 'Colour', values: ['Moss', 'Sand', 'Ink'] },
    { title: 'Size', values: ['S', 'M'] },
  ],
  variants: [
    variant('moss-m', 'Moss', 'M', { availability: 'out' }),
    variant('moss-s', 'Moss', 'S', { availability: 'low:2' }),
    variant('sand-s', 'Sand', 'S', { availability: 'backorder' }),
    variant('ink-s', 'Ink', 'S', { price: null }),
  ],
};

describe('initialSelection', () => {
  it('takes the variant of the address, even a sold-out one', () => {
    expect(initialSelection(product, 'moss-m')).toEqual({ Colour: 'Moss', Size: 'M' });
  });

  it('skips what cannot be bought', () => {
    expect(initialSelection(product, null)).toEqual({ Colour: 'Moss', Size: 'S' });
    expect(initialSelection(product, 'of another product')).toEqual({ Colour: 'Moss', Size: 'S' });
  });

  it('shows the first variant when none can be bought', () => {
    const soldOut = { variants: product.variants.map((v) => ({ ...v, availability: 'out' })) };
    expect(initialSelection(soldOut, null)).toEqual({ Colour: 'Moss', Size: 'M' });
    expect(initialSelection({ variants: [] }, null)).toEqual({});
  });
});

describe('choicesOf', () => {
  const states = (selection: Record<string, string>) =>
    choicesOf(product, selection).map(({ choices }) => choices.map(({ value, state }) => `${value} ${state}`));

  it('says what each value leads to while the other option stays', () => {
    expect(states({ Colour: 'Moss', Size: 'S' })).toEqual([
      ['Moss available', 'Sand available', 'Ink not-sold-here'],
      ['S available', 'M sold-out'],
    ]);
    expect(states({ Colour: 'Sand', Size: 'M' })).toEqual([
      ['Moss sold-out', 'Sand not-made', 'Ink not-made'],
      ['S available', 'M not-made'],
    ]);
  });

  it('marks the selection', () => {
    const [colour] = choicesOf(product, { Colour: 'Sand', Size: 'S' });
    expect(colour?.choices.filter((choice) => choice.isSelected).map((choice) => choice.value)).toEqual(['Sand']);
  });

  it('gives no choice where there is one value', () => {
    const single = { options: [{ title: 'Size', values: ['One'] }], variants: [] };
    expect(choicesOf(single, {}).filter(isChoice)).toEqual([]);
    expect(choicesOf(product, {}).filter(isChoice)).toHaveLength(2);
  });
});

it('findVariant needs every option to match', () => {
  expect(findVariant(product, { Colour: 'Moss', Size: 'M' })?.id).toBe('moss-m');
  expect(findVariant(product, { Colour: 'Moss' })).toBeUndefined();
  expect(findVariant({ options: [], variants: product.variants.slice(0, 1) }, {})?.id).toBe('moss-m');
});

it('a backorder can be bought, a missing price cannot', () => {
  expect(stateOf(findVariant(product, { Colour: 'Sand', Size: 'S' }))).toBe('available');
  expect(stateOf(findVariant(product, { Colour: 'Ink', Size: 'S' }))).toBe('not-sold-here');
  expect(stateOf(undefined)).toBe('not-made');
});

it('describeSelection follows the product, not the order of choosing', () => {
  expect(describeSelection(product, { Size: 'M', Colour: 'Moss' }, ', ')).toBe('Moss, M');
  expect(describeSelection(product, { Size: 'M' }, ', ')).toBe('M');
});
