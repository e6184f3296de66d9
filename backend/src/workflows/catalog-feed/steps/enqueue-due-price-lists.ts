import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';

/** A price list that starts or ends by its date writes nothing, so its products are noted when the moment has passed. */
export const enqueueDuePriceListsStep = createStep('enqueue-due-price-lists', async (_: void, { container }) => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  await knex.raw(
    `with due as (
       select list.id from price_list list, catalog_state state
        where list.deleted_at is null and list.status = 'active'
          and (list.starts_at > state.price_lists_seen_until and list.starts_at <= now()
            or list.ends_at >= state.price_lists_seen_until and list.ends_at < now())
     ), enqueued as (
       insert into catalog_change (product_id)
       select distinct v.product_id from price p
         join product_variant_price_set link on link.price_set_id = p.price_set_id and link.deleted_at is null
         join product_variant v on v.id = link.variant_id
        where p.price_list_id in (select id from due) and p.deleted_at is null
     )
     update catalog_state set price_lists_seen_until = now() where exists (select 1 from due)
       or price_lists_seen_until < now() - interval '1 minute'`,
  );
  return new StepResponse();
});
