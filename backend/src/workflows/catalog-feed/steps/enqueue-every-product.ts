import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';

/** Every product there is, and every document whose product is gone. Costs reading; what is right is not written again. */
export const enqueueEveryProductStep = createStep('enqueue-every-product', async (_: void, { container }) => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  await knex.raw(
    `insert into catalog_change (product_id)
     select id from product where deleted_at is null and status = 'published'
     union select product_id from catalog_document where not deleted
     union all select null`,
  );
  return new StepResponse();
});
