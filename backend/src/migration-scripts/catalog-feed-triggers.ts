import type { ExecArgs } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { watchTable, type Watch } from '../modules/catalog-feed/watch-table';

/**
 * Every write to a core table that a catalog document is made of notes the products it concerns.
 *
 * Reservations need no trigger of their own: `inventory_level.reserved_quantity` moves with them.
 */
export default async function installCatalogFeedTriggers({ container }: ExecArgs): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  await knex.transaction(async (trx) => {
    for (const watch of WATCHES) await watchTable(trx, watch);
    await trx.raw('insert into catalog_change (product_id) select id from product union all select null');
  });
}

const ALL_PRODUCTS =
  'select id from product where deleted_at is null and exists (select 1 from changed) union all select null';

const byVariant = (variantIds: string) => `select v.product_id from product_variant v where v.id in (${variantIds})`;
const byPriceSet = (priceSetIds: string) =>
  byVariant(
    `select link.variant_id from product_variant_price_set link where link.deleted_at is null and link.price_set_id in (${priceSetIds})`,
  );
const byPriceList = (priceListIds: string) =>
  byPriceSet(`select price_set_id from price where deleted_at is null and price_list_id in (${priceListIds})`);

const WATCHES: Watch[] = [
  { table: 'product', affected: 'select id from changed' },
  { table: 'product_sales_channel', affected: 'select product_id from changed' },

  { table: 'product_variant', affected: 'select product_id from changed' },
  { table: 'product_variant_option', affected: byVariant('select variant_id from changed') },
  { table: 'product_product_option', affected: 'select product_id from changed' },
  {
    table: 'product_product_option_value',
    affected: `select o.product_id from product_product_option o where o.id in (select product_product_option_id from changed)`,
  },
  {
    table: 'product_option',
    events: ['update'],
    affected: `select o.product_id from product_product_option o where o.product_option_id in (select id from changed)`,
  },
  {
    table: 'product_option_value',
    events: ['update'],
    affected: `select o.product_id from product_product_option o
       join product_product_option_value v on v.product_product_option_id = o.id
      where v.product_option_value_id in (select id from changed)`,
  },

  { table: 'image', affected: 'select product_id from changed' },
  { table: 'product_variant_product_image', affected: byVariant('select variant_id from changed') },

  { table: 'product_variant_price_set', affected: byVariant('select variant_id from changed') },
  { table: 'price', affected: byPriceSet('select price_set_id from changed') },
  {
    table: 'price_rule',
    affected: byPriceSet('select p.price_set_id from price p where p.id in (select price_id from changed)'),
  },
  { table: 'price_list', events: ['update', 'delete'], affected: byPriceList('select id from changed') },
  { table: 'price_list_rule', affected: byPriceList('select price_list_id from changed') },

  {
    table: 'inventory_level',
    affected: byVariant(
      `select link.variant_id from product_variant_inventory_item link
        where link.deleted_at is null and link.inventory_item_id in (select inventory_item_id from changed)`,
    ),
  },
  { table: 'product_variant_inventory_item', affected: byVariant('select variant_id from changed') },

  { table: 'product_tags', affected: 'select product_id from changed' },
  {
    table: 'product_tag',
    events: ['update'],
    affected: `select link.product_id from changed join before using (id)
       join product_tags link on link.product_tag_id = changed.id
      where (changed.value, changed.deleted_at) is distinct from (before.value, before.deleted_at)`,
  },

  { table: 'product_category_product', affected: 'select product_id from changed' },
  { table: 'product_category', events: ['insert', 'delete'], affected: 'select null' },
  {
    // A category's name and rank are taxonomy. What changes documents changes those of its descendants, too.
    table: 'product_category',
    events: ['update'],
    affected: `select null union all
      select link.product_id from changed join before using (id)
        join product_category branch on branch.mpath like changed.mpath || '%' or branch.mpath like before.mpath || '%'
        join product_category_product link on link.product_category_id = branch.id
       where (changed.handle, changed.is_active, changed.is_internal, changed.parent_category_id, changed.deleted_at)
         is distinct from (before.handle, before.is_active, before.is_internal, before.parent_category_id, before.deleted_at)`,
  },
  { table: 'product_collection', events: ['insert', 'delete'], affected: 'select null' },
  {
    table: 'product_collection',
    events: ['update'],
    affected: `select null union all
      select p.id from changed join before using (id) join product p on p.collection_id = changed.id
       where (changed.handle, changed.deleted_at) is distinct from (before.handle, before.deleted_at)`,
  },

  { table: 'region', affected: ALL_PRODUCTS },
  { table: 'price_preference', affected: ALL_PRODUCTS },
  { table: 'sales_channel_stock_location', affected: ALL_PRODUCTS },
  {
    table: 'store',
    events: ['update'],
    affected: ALL_PRODUCTS,
  },
];
