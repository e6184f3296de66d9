import type { ExecArgs } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { watchTable, type Watch } from '../modules/catalog-feed/watch-table';

/** A product's rating follows its approved reviews; those that wait for the merchant cost the feed nothing. */
export default async function installReviewTriggers({ container }: ExecArgs): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  await knex.transaction(async (trx) => {
    for (const watch of WATCHES) await watchTable(trx, watch);
    await trx.raw(
      `insert into catalog_change (product_id) select distinct product_id from product_review where state = 'approved'`,
    );
  });
}

const WATCHES: Watch[] = [
  {
    table: 'product_review',
    events: ['insert', 'delete'],
    affected: `select product_id from changed where state = 'approved'`,
  },
  {
    table: 'product_review',
    events: ['update'],
    affected: `select changed.product_id from changed join before using (id)
      where 'approved' in (changed.state, before.state)
        and (changed.state, changed.rating) is distinct from (before.state, before.rating)`,
  },
];
