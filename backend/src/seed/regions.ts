import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { createRegionsWorkflow, createTaxRegionsWorkflow, updateStoresWorkflow } from '@medusajs/medusa/core-flows';
import { REGIONS } from 'sync/protocol';
import type { Outcome } from './progress';

/** One Medusa region for each entry of `REGIONS`, found again by the slug in its metadata. */
export async function ensureRegions(container: MedusaContainer): Promise<Outcome> {
  const regionService = container.resolve(Modules.REGION);
  const known = await regionService.listRegions({});
  const slugs = new Set(known.map((region) => region.metadata?.['slug']));
  const missing = REGIONS.filter(({ slug }) => !slugs.has(slug));
  if (missing.length > 0) {
    await createRegionsWorkflow(container).run({
      input: {
        regions: missing.map((region) => ({
          name: region.name,
          currency_code: region.currency,
          countries: [...region.countries],
          is_tax_inclusive: region.pricesIncludeTax,
          automatic_taxes: true,
          payment_providers: ['pp_system_default'],
          metadata: { slug: region.slug },
        })),
      },
    });
    await setDefaultRegion(container);
  }
  return { made: missing.length, kept: REGIONS.length - missing.length };
}

/** The first region is where a visitor is assumed to be. */
async function setDefaultRegion(container: MedusaContainer): Promise<void> {
  const regions = await container.resolve(Modules.REGION).listRegions({});
  const first = regions.find((region) => region.metadata?.['slug'] === REGIONS[0]?.slug);
  const [store] = await container.resolve(Modules.STORE).listStores({});
  if (!first || !store) return;
  await updateStoresWorkflow(container).run({
    input: { selector: { id: store.id }, update: { default_region_id: first.id } },
  });
}

/** A tax region with its standard rate for each country. */
export async function ensureTaxes(container: MedusaContainer): Promise<Outcome> {
  const wanted = REGIONS.flatMap(({ taxRates }) => Object.entries(taxRates));
  const known = await container
    .resolve(Modules.TAX)
    .listTaxRegions({ country_code: wanted.map(([country]) => country) });
  const countries = new Set(known.map((region) => region.country_code));
  const missing = wanted.filter(([country]) => !countries.has(country));
  if (missing.length > 0) {
    await createTaxRegionsWorkflow(container).run({
      input: missing.map(([country, rate]) => ({
        country_code: country,
        provider_id: 'tp_system',
        default_tax_rate: { name: country === 'us' ? 'Sales tax' : 'VAT', code: `${country}-standard`, rate },
      })),
    });
  }
  return { made: missing.length, kept: wanted.length - missing.length };
}
