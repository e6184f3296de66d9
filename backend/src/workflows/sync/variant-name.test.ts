import { expect, it } from 'vitest';
import { variantLabel, variantName } from './variant-name';

it('names a variant among others', () => {
  expect(variantName({ title: 'M', product: { variants: [{}, {}] } })).toBe('M');
});

it('leaves out the name of an only variant, and of one that nobody named', () => {
  expect(variantName({ title: 'Standard', product: { variants: [{}] } })).toBeNull();
  expect(variantName({ title: 'Default variant', product: { variants: [{}, {}] } })).toBeNull();
  expect(variantName({ title: null, product: null })).toBeNull();
});

it('keeps the name where the others were not asked for', () => {
  expect(variantName({ title: 'M', product: {} })).toBe('M');
});

const size = { value: '4', option: { title: 'Size' } };

it('says what a name alone does not', () => {
  const product = { variants: [{}, {}] };
  expect(variantLabel({ title: '4', product, options: [size] })).toBe('Size: 4');
  expect(variantLabel({ title: 'Moss / 4', product, options: [size, size] })).toBe('Moss / 4');
  expect(variantLabel({ title: 'Goalkeeper', product, options: [size] })).toBe('Goalkeeper');
  expect(variantLabel({ title: '4', product: { variants: [{}] }, options: [size] })).toBeNull();
});
