import { describe, expect, it } from 'vitest';
import { optionFacets, withoutOption } from './facet-values';

const of = (title: string, ...values: string[]) => ({ title, values: values.map((value) => ({ value, count: 1 })) });
const orderOf = (...values: string[]) =>
  optionFacets({ options: [of('Size', ...values)] }, {}, 9)[0]?.values.map(({ value }) => value);

describe('optionFacets', () => {
  it('puts sizes in the order of sizes, and measures in the order of measures', () => {
    expect(orderOf('XL', 'M', 'XXS', 'S', '2XL')).toEqual(['XXS', 'S', 'M', 'XL', '2XL']);
    expect(orderOf('1 kg', '500 g', '250 g')).toEqual(['250 g', '500 g', '1 kg']);
    expect(orderOf('46', '38', '41.5')).toEqual(['38', '41.5', '46']);
    expect(orderOf('Oak', 'Ash')).toEqual(['Ash', 'Oak']);
    expect(orderOf('Walnut', 'ölweide', 'Oak', 'ash')).toEqual(['ash', 'Oak', 'ölweide', 'Walnut']);
    expect(orderOf('No. 10', 'No. 9')).toEqual(['No. 9', 'No. 10']);
  });

  it('offers a choice only where there is one, colours first', () => {
    const facets = optionFacets(
      { options: [of('Size', 'S', 'M'), of('Wood', 'Oak'), of('Colour', 'Sand', 'Moss')] },
      {},
      9,
    );
    expect(facets.map(({ title, isColour }) => [title, isColour])).toEqual([
      ['Colour', true],
      ['Size', false],
    ]);
  });

  it('leaves out what hardly any product has, unless it is chosen', () => {
    const options = [of('Nib', 'Fine', 'Broad')];
    expect(optionFacets({ options }, {}, 100)).toEqual([]);
    expect(optionFacets({ options }, { options: { Nib: ['Fine'] } }, 100)).toHaveLength(1);
  });

  it('keeps what is chosen, also where it finds nothing', () => {
    const facets = optionFacets({ options: [of('Size', 'M')] }, { options: { Size: ['S'], Shape: ['Round'] } }, 9);
    expect(facets).toEqual([
      {
        title: 'Size',
        isColour: false,
        values: [
          { value: 'S', count: 0, isChosen: true },
          { value: 'M', count: 1, isChosen: false },
        ],
      },
      { title: 'Shape', isColour: false, values: [{ value: 'Round', count: 0, isChosen: true }] },
    ]);
  });
});

it('one value is taken back without the others', () => {
  const filters = { options: { Size: ['S', 'M'], Colour: ['Moss'] }, isBuyable: true };
  expect(withoutOption(filters, 'Size', 'S')).toEqual({ options: { Size: ['M'], Colour: ['Moss'] }, isBuyable: true });
  expect(withoutOption(filters, 'Colour', 'Moss')).toEqual({ options: { Size: ['S', 'M'] }, isBuyable: true });
  expect(withoutOption({}, 'Size', 'S')).toEqual({ options: {} });
});
