import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { ProductText } from 'sync/protocol';

export type ImageFact = { id: string; url: string; metadata: Record<string, unknown> | null };

export type VariantFact = {
  id: string;
  title: string | null;
  sku: string | null;
  thumbnail: string | null;
  isManaged: boolean;
  allowsBackorder: boolean;
  available: number | null;
  priceSetId: string | null;
  imageId: string | null;
  options: { title: string; value: string }[];
};

export type ProductFact = {
  id: string;
  handle: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  thumbnail: string | null;
  vendor: string | null;
  createdAt: number;
  collection: string | null;
  tags: string[];
  categoryIds: string[];
  /** Of approved reviews. */
  rating: { average: number; count: number } | null;
  images: ImageFact[];
  /** `ids`: one title may stand for several of Medusa's options. `valueIds` go along with `values`. */
  options: { title: string; values: string[]; ids: string[]; valueIds: string[] }[];
  variants: VariantFact[];
  /** Of a translated product: which texts are not. */
  untranslated?: ProductText[];
};

/**
 * The products among `ids` that are published in the storefront's sales channel (the store's default one), with all
 * that a document is made of but prices. One statement instead of `query.graph`, which hydrates every relation.
 *
 * Medusa keeps no order of a product's options, so they go by title, the same on every product. Values and variants go
 * by their ranks.
 */
export async function readProducts(knex: Knex, ids: string[]): Promise<ProductFact[]> {
  const { rows } = await knex.raw<{ rows: ProductFact[] }>(PRODUCTS, [ids]);
  return rows;
}

const PRODUCTS = `
with channel as (
  select default_sales_channel_id as id from store where deleted_at is null order by created_at limit 1
), place as (
  select link.stock_location_id as id from sales_channel_stock_location link join channel on channel.id = link.sales_channel_id
   where link.deleted_at is null
), wanted as (
  select p.* from product p
   where p.id = any(?::text[]) and p.deleted_at is null and p.status = 'published'
     and exists (select 1 from product_sales_channel link join channel on channel.id = link.sales_channel_id
                  where link.product_id = p.id and link.deleted_at is null)
), stock as (
  select v.id as variant_id, min(floor(coalesce(level.available, 0) / greatest(link.required_quantity, 1))) as available
    from wanted join product_variant v on v.product_id = wanted.id
    join product_variant_inventory_item link on link.variant_id = v.id and link.deleted_at is null
    left join lateral (
      select sum(l.stocked_quantity - l.reserved_quantity) as available from inventory_level l
       where l.inventory_item_id = link.inventory_item_id and l.deleted_at is null
         and l.location_id in (select id from place)) level on true
   group by v.id
)
select p.id, p.handle, p.title, p.subtitle, p.description, p.thumbnail,
  p.metadata->>'vendor' as vendor,
  extract(epoch from p.created_at)::bigint::integer as "createdAt",
  (select c.handle from product_collection c where c.id = p.collection_id and c.deleted_at is null) as collection,
  coalesce((
    select jsonb_agg(t.value order by t.value)
      from product_tags link join product_tag t on t.id = link.product_tag_id and t.deleted_at is null
     where link.product_id = p.id), '[]') as tags,
  coalesce((
    select jsonb_agg(link.product_category_id order by link.product_category_id)
      from product_category_product link where link.product_id = p.id), '[]') as "categoryIds",
  (select jsonb_build_object('average', round(avg(review.rating), 2), 'count', count(*))
     from product_review review where review.product_id = p.id and review.state = 'approved' having count(*) > 0) as rating,
  coalesce((
    select jsonb_agg(jsonb_build_object('id', i.id, 'url', i.url, 'metadata', i.metadata) order by i.rank, i.id)
      from image i where i.product_id = p.id and i.deleted_at is null), '[]') as images,
  coalesce((
    select jsonb_agg(jsonb_build_object('title', o.title, 'values', o.values, 'ids', o.ids, 'valueIds', o.value_ids) order by o.title)
      from (
        select o.title, jsonb_agg(value.value order by value.rank, used.rank, value.value) as values,
            jsonb_agg(value.id order by value.rank, used.rank, value.value) as value_ids,
            jsonb_agg(distinct o.id) as ids
          from product_product_option po
          join product_option o on o.id = po.product_option_id and o.deleted_at is null
          join product_product_option_value pv on pv.product_product_option_id = po.id and pv.deleted_at is null
          join product_option_value value on value.id = pv.product_option_value_id and value.deleted_at is null
          left join lateral (
            select min(v.variant_rank) as rank from product_variant_option vo join product_variant v on v.id = vo.variant_id
             where vo.option_value_id = value.id and v.product_id = p.id and v.deleted_at is null) used on true
         where po.product_id = p.id and po.deleted_at is null
         group by o.title) o), '[]') as options,
  coalesce((
    select jsonb_agg(jsonb_build_object(
        'id', v.id, 'title', v.title, 'sku', v.sku, 'thumbnail', v.thumbnail,
        'isManaged', v.manage_inventory, 'allowsBackorder', v.allow_backorder,
        'available', (select stock.available from stock where stock.variant_id = v.id),
        'priceSetId', (
          select link.price_set_id from product_variant_price_set link
           where link.variant_id = v.id and link.deleted_at is null limit 1),
        'imageId', (
          select link.image_id from product_variant_product_image link
            join image i on i.id = link.image_id and i.deleted_at is null
           where link.variant_id = v.id and link.deleted_at is null order by i.rank, i.id limit 1),
        'options', coalesce((
          select jsonb_agg(jsonb_build_object('title', o.title, 'value', value.value) order by o.title)
            from product_variant_option vo
            join product_option_value value on value.id = vo.option_value_id and value.deleted_at is null
            join product_option o on o.id = value.option_id and o.deleted_at is null
           where vo.variant_id = v.id), '[]')
      ) order by v.variant_rank, v.id)
      from product_variant v where v.product_id = p.id and v.deleted_at is null), '[]') as variants
from wanted p
order by p.id`;
