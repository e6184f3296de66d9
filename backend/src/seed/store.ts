import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { updateStoresWorkflow } from '@medusajs/medusa/core-flows';
import { REGIONS } from 'sync/protocol';
import type { Outcome } from './progress';

const NAME = 'Satchel';

/**
 * Name, currencies, and whether a price of a currency includes tax. Medusa makes the bare store when it first starts;
 * once it knows our currencies it is the merchant's and stays as it is.
 */
export async function ensureStore(container: MedusaContainer): Promise<Outcome> {
  const stores = await container.resolve(Modules.STORE).listStores({}, { relations: ['supported_currencies'] });
  const store = stores[0];
  if (!store) throw new Error('Medusa has no store yet: run the migrations (medusa db:migrate), then seed again');
  const supported = new Set((store.supported_currencies ?? []).map((currency) => currency.currency_code));
  if (REGIONS.every((region) => supported.has(region.currency))) return { made: 0, kept: 1 };
  const currencies = REGIONS.map(({ currency, pricesIncludeTax }, index) => ({
    currency_code: currency,
    is_default: index === 0,
    is_tax_inclusive: pricesIncludeTax,
  }));
  await updateStoresWorkflow(container).run({
    input: { selector: { id: store.id }, update: { name: NAME, supported_currencies: currencies } },
  });
  return { made: 1, kept: 0 };
}
