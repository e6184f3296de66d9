import { z } from '@medusajs/framework/zod';
import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';

/** Where imported products go. */
export type Shop = {
  salesChannelId: string;
  shippingProfileId: string;
  /** Where stock is counted; null when the sales channel has no such place. */
  locationId: string | null;
  currency: string;
  /** Regions that sell in another currency, where these prices do not count. */
  otherRegions: string[];
};

export type ShopAnswer = { kind: 'shop'; shop: Shop } | { kind: 'unusable'; message: string };

const storesSchema = z.array(
  z.object({
    default_sales_channel_id: z.string().nullish(),
    supported_currencies: z.array(z.object({ currency_code: z.string(), is_default: z.boolean() })),
  }),
);
const profilesSchema = z.array(z.object({ id: z.string(), type: z.string() }));
const channelsSchema = z.array(
  z.object({ stock_locations: z.array(z.object({ id: z.string() }).nullish()).nullish() }),
);
const regionsSchema = z.array(z.object({ name: z.string(), currency_code: z.string() }));

/** Reads the defaults of the store. An import needs a sales channel, a shipping profile and a currency it supports. */
export async function readShop(container: MedusaContainer, wantedCurrency: string | null): Promise<ShopAnswer> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const [stores, profiles, regions] = await Promise.all([
    query.graph({ entity: 'store', fields: ['default_sales_channel_id', 'supported_currencies.*'] }),
    query.graph({ entity: 'shipping_profile', fields: ['id', 'type'] }),
    query.graph({ entity: 'region', fields: ['name', 'currency_code'] }),
  ]);
  const store = storesSchema.parse(stores.data)[0];
  const salesChannelId = store?.default_sales_channel_id;
  if (!store || !salesChannelId)
    return unusable('The store has no default sales channel. Choose one in the admin under Settings → Store.');

  const shippingProfiles = profilesSchema.parse(profiles.data);
  const profile = shippingProfiles.find(({ type }) => type === 'default') ?? shippingProfiles[0];
  if (!profile)
    return unusable(
      'The store has no shipping profile. Create one in the admin under Settings → Locations & shipping.',
    );

  const currencies = store.supported_currencies;
  const currency = wantedCurrency ?? currencies.find(({ is_default }) => is_default)?.currency_code;
  if (!currency || !currencies.some(({ currency_code }) => currency_code === currency)) {
    const supported = currencies.map(({ currency_code }) => currency_code).join(', ');
    return unusable(`The store does not sell in "${currency ?? ''}". Say --currency with one of: ${supported}.`);
  }
  const { data } = await query.graph({
    entity: 'sales_channel',
    fields: ['stock_locations.id'],
    filters: { id: salesChannelId },
  });
  const locationId = channelsSchema.parse(data)[0]?.stock_locations?.find(Boolean)?.id ?? null;
  const otherRegions = regionsSchema
    .parse(regions.data)
    .flatMap((region) => (region.currency_code === currency ? [] : [region.name]));
  return { kind: 'shop', shop: { salesChannelId, shippingProfileId: profile.id, locationId, currency, otherRegions } };
}

const unusable = (message: string): ShopAnswer => ({ kind: 'unusable', message });
