import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { CATALOGS } from 'sync/protocol';
import type { FeedRegion } from '../../../modules/catalog-feed/types';

/**
 * Regions with a slug, once per language that a market needs there. Whether prices include tax follows Medusa's price preferences: that of the currency, which
 * decides for ordinary prices, before that of the region.
 */
export async function readRegions(knex: Knex): Promise<FeedRegion[]> {
  const { rows } = await knex.raw<{ rows: Omit<FeedRegion, 'language'>[] }>(
    `select r.metadata->>'slug' as slug, r.id as "regionId", r.currency_code as currency,
            coalesce(by_currency.is_tax_inclusive, by_region.is_tax_inclusive, false) as "pricesIncludeTax"
       from region r
       left join price_preference by_currency on by_currency.deleted_at is null
         and by_currency.attribute = 'currency_code' and by_currency.value = r.currency_code
       left join price_preference by_region on by_region.deleted_at is null
         and by_region.attribute = 'region_id' and by_region.value = r.id
      where r.deleted_at is null and r.metadata->>'slug' ~ '^[a-z0-9-]{1,32}$'
      order by slug, r.id`,
  );
  const regions = rows.flatMap((row): FeedRegion[] => [
    { ...row, language: null },
    ...CATALOGS.flatMap(({ slug, region, language }) =>
      region === row.slug && language !== null ? [{ ...row, slug, language }] : [],
    ),
  ]);
  return regions.filter((region, index) => regions.findIndex(({ slug }) => slug === region.slug) === index);
}
