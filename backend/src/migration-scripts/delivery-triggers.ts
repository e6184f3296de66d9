import type { ExecArgs } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { watchTable, type Watch } from '../modules/catalog-feed/watch-table';

/** What delivery costs is told with the taxonomy, so it follows the merchant's ways of delivery. */
export default async function installDeliveryTriggers({ container }: ExecArgs): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  await knex.transaction(async (trx) => {
    for (const watch of WATCHES) await watchTable(trx, watch);
    await trx.raw('insert into catalog_change (product_id) values (null)');
  });
}

const SOMETHING = 'select null where exists (select 1 from changed)';
const ofDelivery = (priceSetIds: string) =>
  `select null where exists (
     select 1 from shipping_option_price_set link where link.deleted_at is null and link.price_set_id in (${priceSetIds}))`;

const WATCHES: Watch[] = [
  { table: 'shipping_option', affected: SOMETHING },
  { table: 'shipping_option_rule', affected: SOMETHING },
  { table: 'shipping_option_price_set', affected: SOMETHING },
  { table: 'shipping_option_type', events: ['update'], affected: SOMETHING },
  { table: 'geo_zone', affected: SOMETHING },
  { table: 'price', reason: 'delivery', affected: ofDelivery('select price_set_id from changed') },
  {
    table: 'price_rule',
    reason: 'delivery',
    affected: ofDelivery('select p.price_set_id from price p where p.id in (select price_id from changed)'),
  },
];
