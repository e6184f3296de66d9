import type { ExecArgs } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { watchTable } from '../modules/catalog-feed/watch-table';

/** A translated word reaches the shop as any other change of a product does. */
export default async function installTranslationTriggers({ container }: ExecArgs): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  await knex.transaction(async (trx) => {
    await watchTable(trx, { table: 'translation', affected: AFFECTED });
    // The catalogs of other languages begin now.
    await trx.raw('insert into catalog_change (product_id) select id from product union all select null');
  });
}

const AFFECTED = `
  select reference_id from changed where reference = 'product'
  union select v.product_id from changed join product_variant v on v.id = changed.reference_id
    where changed.reference = 'product_variant'
  union select o.product_id from changed join product_product_option o on o.product_option_id = changed.reference_id
    where changed.reference = 'product_option'
  union select o.product_id from changed
    join product_product_option_value v on v.product_option_value_id = changed.reference_id
    join product_product_option o on o.id = v.product_product_option_id
    where changed.reference = 'product_option_value'
  union select null from changed where reference in ('product_category', 'product_collection')`;
