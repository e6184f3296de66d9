import { expect, it } from 'vitest';
import { arrivalOf, type ArrivalFacts } from './arrival';

const facts: ArrivalFacts = { step: null, isOwn: true, load: 'navigate', hash: '' };
const step = { type: 'link', hash: '' };

it('tells a tap from a way back and from a way to a part of the page', () => {
  expect(arrivalOf({ ...facts, step })).toBe('tapped');
  expect(arrivalOf({ ...facts, step: { ...step, type: 'goto' }, isOwn: false })).toBe('tapped');
  expect(arrivalOf({ ...facts, step: { ...step, type: 'popstate' } })).toBe('other');
  expect(arrivalOf({ ...facts, step: { ...step, hash: '#reviews' } })).toBe('other');
});

it('a first page is entered where the device draws it, from its top', () => {
  expect(arrivalOf(facts)).toBe('entered');
  expect(arrivalOf({ ...facts, isOwn: false })).toBe('other');
  expect(arrivalOf({ ...facts, load: 'reload' })).toBe('other');
  expect(arrivalOf({ ...facts, load: undefined })).toBe('other');
  expect(arrivalOf({ ...facts, hash: '#reviews' })).toBe('other');
});
