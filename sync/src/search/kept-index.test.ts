import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { packed, unpacked } from './kept-index.js';
import { sealed, type Segment } from './segment.js';

const term = fc.string({ unit: fc.constantFrom('a', 'b', 'z', '7', 'ا', '語'), minLength: 1, maxLength: 6 });
const postings = fc
  .uniqueArray(fc.nat(3_000_000_000), { minLength: 1, maxLength: 8 })
  .map((docs) => docs.toSorted((a, b) => a - b))
  .chain((docs) => fc.tuple(...docs.map((doc) => fc.tuple(fc.constant(doc), fc.nat(255)))))
  .map((list) => list.flat());
const segment = fc
  .uniqueArray(fc.tuple(term, postings), { selector: ([word]) => word, maxLength: 12 })
  .map((words): Segment => sealed(new Map(words)));
const parts = fc.record({
  ids: fc.array(fc.oneof(fc.constant(''), fc.uuid()), { minLength: 2, maxLength: 6 }),
  segments: fc.array(segment, { maxLength: 3 }),
});

it('what was packed comes back', async () => {
  await fc.assert(
    fc.asyncProperty(parts, async (kept) => {
      expect(unpacked(await packed(kept).arrayBuffer())).toEqual(kept);
    }),
  );
});

it('what is damaged is not taken for an index', async () => {
  const words = new Map([
    ['lantern', [0, 9, 1, 200]],
    ['lamp', [1, 7]],
  ]);
  const good = await packed({ ids: ['one', 'two'], segments: [sealed(words)] }).arrayBuffer();
  expect(unpacked(good).segments[0]?.terms).toEqual(['lamp', 'lantern']);
  for (let size = 0; size < good.byteLength; size++) expect(() => unpacked(good.slice(0, size))).toThrow();
  const longer = new Uint8Array(good.byteLength + 1);
  longer.set(new Uint8Array(good));
  expect(() => unpacked(longer.buffer)).toThrow();
  const text = new TextDecoder('latin1').decode(good);
  const older = text.replace(/"recipe":\d/, '"recipe":3');
  expect(() => unpacked(Uint8Array.from(older, (letter) => letter.charCodeAt(0)).buffer)).toThrow(/recipe/);
});

it('a number that lost its second half is noticed', async () => {
  const words = new Map([['lamp', [1, 7, 300, 8, 70_000, 9]]]);
  const bytes = new Uint8Array(await packed({ ids: ['one'], segments: [sealed(words)] }).arrayBuffer());
  const continued = [...bytes.keys()].filter((at) => bytes[at]! > 127);
  expect(continued).toHaveLength(3);
  for (const at of continued) {
    const damaged = bytes.slice();
    damaged[at]! &= 127;
    expect(() => unpacked(damaged.buffer)).toThrow('damaged');
  }
});
