import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import {
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updateStoresWorkflow,
} from '@medusajs/medusa/core-flows';
import { REGIONS } from 'sync/protocol';
import type { Outcome } from './progress';

const LOCATION = 'Satchel warehouse';
const FULFILMENT_SET = 'Satchel delivery';
const PROVIDER = 'manual_manual';

/** Stock location, profile, one service zone per region, and two ways to have it delivered in each. */
export async function ensureShipping(container: MedusaContainer): Promise<Outcome> {
  const counts = { made: 0, kept: 0 };
  const note = (isMade: boolean) => (isMade ? counts.made++ : counts.kept++);
  const profileId = await ensureProfile(container, note);
  const locationId = await ensureLocation(container, note);
  const setId = await ensureFulfilmentSet(container, locationId, note);
  const zones = await ensureZones(container, setId, note);
  await ensureOptions(container, zones, profileId, note);
  return counts;
}

type Note = (isMade: boolean) => void;

async function ensureProfile(container: MedusaContainer, note: Note): Promise<string> {
  const [known] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: 'default' });
  note(!known);
  if (known) return known.id;
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: 'Default', type: 'default' }] },
  });
  return must(result[0], 'shipping profile').id;
}

async function ensureLocation(container: MedusaContainer, note: Note): Promise<string> {
  const [known] = await container.resolve(Modules.STOCK_LOCATION).listStockLocations({ name: LOCATION });
  note(!known);
  if (known) return known.id;
  const { result } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: LOCATION, address: { address_1: '', city: 'Hamburg', country_code: 'DE' } }] },
  });
  const locationId = must(result[0], 'stock location').id;
  const [store] = await container.resolve(Modules.STORE).listStores({});
  const channelId = must(store?.default_sales_channel_id, 'default sales channel');
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: locationId, add: [channelId] } });
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: PROVIDER },
  });
  await updateStoresWorkflow(container).run({
    input: { selector: { id: must(store, 'store').id }, update: { default_location_id: locationId } },
  });
  return locationId;
}

async function ensureFulfilmentSet(container: MedusaContainer, locationId: string, note: Note): Promise<string> {
  const fulfilment = container.resolve(Modules.FULFILLMENT);
  const [known] = await fulfilment.listFulfillmentSets({ name: FULFILMENT_SET });
  note(!known);
  if (known) return known.id;
  await createLocationFulfillmentSetWorkflow(container).run({
    input: { location_id: locationId, fulfillment_set_data: { name: FULFILMENT_SET, type: 'shipping' } },
  });
  const [made] = await fulfilment.listFulfillmentSets({ name: FULFILMENT_SET });
  return must(made, 'fulfilment set').id;
}

type Zone = { id: string; slug: string };

async function ensureZones(container: MedusaContainer, setId: string, note: Note): Promise<Zone[]> {
  const fulfilment = container.resolve(Modules.FULFILLMENT);
  const known = await fulfilment.listServiceZones({ name: REGIONS.map((region) => region.name) });
  const missing = REGIONS.filter((region) => !known.some((zone) => zone.name === region.name));
  for (const region of REGIONS) note(missing.includes(region));
  if (missing.length > 0) {
    await createServiceZonesWorkflow(container).run({
      input: {
        data: missing.map((region) => ({
          name: region.name,
          fulfillment_set_id: setId,
          geo_zones: region.countries.map((country) => ({ type: 'country' as const, country_code: country })),
        })),
      },
    });
  }
  const zones = await fulfilment.listServiceZones({ name: REGIONS.map((region) => region.name) });
  return REGIONS.map(({ slug, name }) => ({
    slug,
    id: must(
      zones.find((zone) => zone.name === name),
      'service zone',
    ).id,
  }));
}

async function ensureOptions(container: MedusaContainer, zones: Zone[], profileId: string, note: Note): Promise<void> {
  const known = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingOptions({ service_zone: { id: zones.map((zone) => zone.id) } }, { relations: ['type'] });
  const has = (zone: Zone, code: string) =>
    known.some((option) => option.service_zone_id === zone.id && option.type.code === code);
  const wanted = zones.flatMap((zone) => [standardOption(zone, profileId), expressOption(zone, profileId)]);
  const missing = wanted.filter((option) => !has({ id: option.service_zone_id, slug: '' }, option.type.code));
  for (const option of wanted) note(missing.includes(option));
  if (missing.length > 0) await createShippingOptionsWorkflow(container).run({ input: missing });
}

function standardOption(zone: Zone, profileId: string) {
  const { standard, freeFrom } = deliveryOf(zone);
  return {
    ...optionBase(zone, profileId),
    name: 'Standard delivery',
    metadata: { days: [...standard.days] },
    type: { label: 'Standard', description: inDays(standard.days), code: 'standard' },
    prices: [
      { currency_code: currencyOf(zone), amount: standard.price },
      {
        currency_code: currencyOf(zone),
        amount: 0,
        rules: [{ attribute: 'item_total', operator: 'gte' as const, value: freeFrom }],
      },
    ],
  };
}

function expressOption(zone: Zone, profileId: string) {
  const { express } = deliveryOf(zone);
  return {
    ...optionBase(zone, profileId),
    name: 'Express delivery',
    metadata: { days: [...express.days] },
    type: { label: 'Express', description: inDays(express.days), code: 'express' },
    prices: [{ currency_code: currencyOf(zone), amount: express.price }],
  };
}

function optionBase(zone: Zone, profileId: string) {
  return {
    service_zone_id: zone.id,
    shipping_profile_id: profileId,
    provider_id: PROVIDER,
    price_type: 'flat' as const,
    rules: [
      { attribute: 'enabled_in_store', operator: 'eq' as const, value: 'true' },
      { attribute: 'is_return', operator: 'eq' as const, value: 'false' },
    ],
  };
}

const inDays = ([least, most]: readonly [number, number]) => `${least} to ${most} working days`;
const regionOf = ({ slug }: Zone) =>
  must(
    REGIONS.find((region) => region.slug === slug),
    `region ${slug}`,
  );
const deliveryOf = (zone: Zone) => regionOf(zone).delivery;
const currencyOf = (zone: Zone) => regionOf(zone).currency;

function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`there is no ${what} where one must be`);
  return value;
}
