import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Purchase } from '../../modules/product-review/types';

/** The customer's first order with this product in it. One statement: a faithful customer has hundreds of orders. */
export async function findPurchase(
  knex: Knex,
  { customerId, productId }: { customerId: string; productId: string },
): Promise<Purchase | undefined> {
  const { rows } = await knex.raw<{ rows: Purchase[] }>(
    `select o.id as "orderId", line.id as "lineItemId"
       from "order" o
       join order_item item on item.order_id = o.id and item.version = o.version and item.deleted_at is null
       join order_line_item line on line.id = item.item_id and line.deleted_at is null
      where o.customer_id = ? and o.deleted_at is null and o.canceled_at is null and not o.is_draft_order
        and line.product_id = ? and item.quantity > 0
      order by o.created_at, line.id
      limit 1`,
    [customerId, productId],
  );
  return rows[0];
}
