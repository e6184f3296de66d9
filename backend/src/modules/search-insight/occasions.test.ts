import { expect, it } from 'vitest';
import { Occasions } from './occasions';

it('is one for a network, a text and a day', () => {
  const occasions = new Occasions();
  expect(occasions.isNew('203.0.113.1', 'eu lantern', '2026-11-28')).toBe(true);
  expect(occasions.isNew('203.0.113.1', 'eu lantern', '2026-11-28')).toBe(false);
  expect(occasions.isNew('203.0.113.2', 'eu lantern', '2026-11-28')).toBe(true);
  expect(occasions.isNew('203.0.113.1', 'eu mug', '2026-11-28')).toBe(true);
  expect(occasions.isNew('203.0.113.1', 'eu lantern', '2026-11-29')).toBe(true);
});

it('is every search where nobody is told apart', () => {
  const occasions = new Occasions();
  for (let n = 0; n < 3; n++) expect(occasions.isNew(null, 'eu lantern', '2026-11-28')).toBe(true);
});

it('remembers so many and no more', () => {
  const occasions = new Occasions();
  for (let n = 0; n <= 50_000; n++) occasions.isNew('203.0.113.1', String(n), '2026-11-28');
  expect(occasions.isNew('203.0.113.1', '50000', '2026-11-28')).toBe(false);
  expect(occasions.isNew('203.0.113.1', '0', '2026-11-28')).toBe(true);
});
