import { expect, it } from 'vitest';
import { variantName } from './variant-name';

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
