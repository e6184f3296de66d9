import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { slipsBetween } from './meaning.js';
import { eachNear } from './near-terms.js';
import { firstFrom } from './sorted-terms.js';

const term = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ا', '語'), minLength: 1, maxLength: 9 });
const terms = fc.uniqueArray(term, { maxLength: 60 }).map((list) => list.toSorted());

it('near are the terms that are so few slips of the pen away, and no others', () => {
  fc.assert(
    fc.property(terms, term, fc.integer({ min: 1, max: 2 }), (list, word, most) => {
      const found = new Map<string, number>();
      eachNear(list, word, most, (place, slips) => found.set(list[place] ?? '', slips));
      const wanted = list.flatMap((other) => {
        const slips = slipsBetween(word, other, most);
        return slips <= most ? [[other, slips] as const] : [];
      });
      expect([...found]).toEqual(wanted);
    }),
    { numRuns: 2_000 },
  );
});

it('most of many terms are never looked at', () => {
  const many = Array.from({ length: 20_000 }, (_, n) => n.toString(26).padStart(6, 'x')).sort();
  let reads = 0;
  const watched = new Proxy(many, {
    get(of, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
      return Reflect.get(of, key) as unknown;
    },
  });
  const near: string[] = [];
  eachNear(watched, 'xx1023', 1, (place) => near.push(many[place] ?? ''));
  expect(near).toContain('xx1023');
  expect(reads).toBeLessThan(10_000);
});

it('the first place from one on is found wherever it lies', () => {
  fc.assert(
    fc.property(terms, term, fc.nat(60), (list, wanted, from) => {
      const start = Math.min(from, list.length);
      const plain = list.findIndex((one, place) => place >= start && one >= wanted);
      expect(firstFrom(list, wanted, start)).toBe(plain === -1 ? list.length : plain);
    }),
    { numRuns: 1_000 },
  );
});
