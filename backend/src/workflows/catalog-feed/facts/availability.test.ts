import { availabilitySchema } from 'sync/protocol';
import { expect, it } from 'vitest';
import { availabilityBand, type Stock } from './availability';

const managed = (available: number | null, allowsBackorder = false): Stock => ({
  isManaged: true,
  allowsBackorder,
  available,
});

it.each<[string, Stock, string]>([
  ['unmanaged, whatever the count says', { isManaged: false, allowsBackorder: false, available: 0 }, 'in'],
  ['plenty', managed(6), 'in'],
  ['five', managed(5), 'low:5'],
  ['one', managed(1), 'low:1'],
  ['less than one set of a kit', managed(0.5), 'out'],
  ['two and a half', managed(2.5), 'low:2'],
  ['none', managed(0), 'out'],
  ['oversold', managed(-3), 'out'],
  ['nothing to count', managed(null), 'out'],
  ['few, but more can be ordered', managed(2, true), 'in'],
  ['none, but more can be ordered', managed(0, true), 'backorder'],
  ['oversold, but more can be ordered', managed(-9, true), 'backorder'],
])('%s', (_, stock, band) => {
  expect(availabilityBand(stock)).toBe(band);
  expect(availabilitySchema.safeParse(band).success).toBe(true);
});
