import type { IPricingModuleService } from '@medusajs/framework/types';
import { expect, it } from 'vitest';
import { readPrices } from './prices';

type Calculated = Awaited<ReturnType<IPricingModuleService['calculatePrices']>>[number];

const region = { language: null, slug: 'eu', regionId: 'reg_1', currency: 'eur', pricesIncludeTax: true };

/** Answers as Medusa's pricing module does, and notes what it was asked. */
function pricing(rows: Calculated[]) {
  const asked: unknown[] = [];
  const calculatePrices: IPricingModuleService['calculatePrices'] = (...question) => {
    asked.push(question.slice(0, 2));
    return Promise.resolve(rows);
  };
  return { service: { calculatePrices }, asked };
}

const row = (calculated: number | string | null, original: number | string | null): Calculated => ({
  id: 'set_1',
  calculated_amount: calculated as number | null,
  raw_calculated_amount: null,
  original_amount: original as number | null,
  raw_original_amount: null,
  currency_code: 'eur',
});

it('asks for what an anonymous shopper of the region pays', async () => {
  const { service, asked } = pricing([]);
  await readPrices(service, region, ['set_1']);
  expect(asked).toEqual([[{ id: ['set_1'] }, { context: { region_id: 'reg_1', currency_code: 'eur' } }]]);
});

it('does not ask for nothing', async () => {
  const { service, asked } = pricing([]);
  expect((await readPrices(service, region, [])).size).toBe(0);
  expect(asked).toEqual([]);
});

it.each([
  ['no sale', 49.9, 49.9, { price: 49.9, compareAt: null }],
  ['a sale', 39, 49.9, { price: 39, compareAt: 49.9 }],
  ['an override above the price', 59, 49.9, { price: 59, compareAt: null }],
  ['decimal texts', '39.10', '49.90', { price: 39.1, compareAt: 49.9 }],
  ['no original', 39, null, { price: 39, compareAt: null }],
  ['nothing to pay', 0, 10, { price: 0, compareAt: 10 }],
])('%s', async (_, calculated, original, price) => {
  const prices = await readPrices(pricing([row(calculated, original)]).service, region, ['set_1']);
  expect(prices.get('set_1')).toEqual(price);
});

it('has no price where the module has none', async () => {
  expect((await readPrices(pricing([row(null, null)]).service, region, ['set_1'])).has('set_1')).toBe(false);
});
