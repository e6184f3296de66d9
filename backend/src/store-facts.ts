import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';

/** What every product of the shop hangs on. */
export type StoreFacts = {
  salesChannelId: string;
  locationId: string;
  shippingProfileId: string;
  /** Lower-case code of the store's default currency. */
  currency: string;
  currencies: string[];
};

/** Reads them, or says what is missing and how to get it. */
export async function readStoreFacts(container: MedusaContainer): Promise<StoreFacts> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { relations: ['supported_currencies'] });
  const [profile] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: 'default' });
  const locations = await container.resolve(Modules.STOCK_LOCATION).listStockLocations({});
  const location = locations.find(({ id }) => id === store?.default_location_id) ?? locations[0];
  const currencies = store?.supported_currencies ?? [];
  const currency = currencies.find((entry) => entry.is_default)?.currency_code;
  if (!store?.default_sales_channel_id || !profile || !location || !currency) {
    throw new Error(
      'The store is not set up: it needs a default sales channel, a default currency, a shipping profile and a stock location. Run "npm run seed", or make them in the admin under Settings.',
    );
  }
  return {
    salesChannelId: store.default_sales_channel_id,
    locationId: location.id,
    shippingProfileId: profile.id,
    currency,
    currencies: currencies.map((entry) => entry.currency_code),
  };
}
