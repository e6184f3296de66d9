import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { DeliveryTerms } from 'sync/protocol';

export type DeliveryPrice = {
  regionId: string;
  code: 'standard' | 'express';
  amount: number;
  /** Least worth of the things for which this price holds; null: it always does. */
  from: number | null;
  /** As the option's metadata has it. */
  days: unknown;
};

/** Region id → what the shop charges there for delivery to the countries of the region. */
export async function readDelivery(knex: Knex): Promise<ReadonlyMap<string, DeliveryTerms>> {
  const { rows } = await knex.raw<{ rows: DeliveryPrice[] }>(PRICES);
  return new Map([...Map.groupBy(rows, ({ regionId }) => regionId)].map(([id, prices]) => [id, toTerms(prices)]));
}

/** The lowest price that always holds, and the least worth from which on standard costs nothing. */
export function toTerms(prices: readonly DeliveryPrice[]): DeliveryTerms {
  const wayOf = (code: DeliveryPrice['code']) => {
    const [lowest] = prices
      .filter((price) => price.code === code && price.from === null)
      .sort((a, b) => a.amount - b.amount);
    return lowest ? { price: lowest.amount, days: toDays(lowest.days) } : null;
  };
  const free = prices.flatMap(({ code, amount, from }) => (code === 'standard' && amount === 0 ? (from ?? []) : []));
  return {
    standard: wayOf('standard'),
    express: wayOf('express'),
    freeFrom: free.length > 0 ? Math.min(...free) : null,
  };
}

function toDays(days: unknown): [number, number] | null {
  if (!Array.isArray(days) || days.length !== 2) return null;
  const [least, most] = days.map(Number);
  const isRange =
    Number.isInteger(least) && Number.isInteger(most) && Number(least) > 0 && Number(most) >= Number(least);
  return isRange ? [Number(least), Number(most)] : null;
}

/** Prices with other rules hold for some shoppers only, so pages say nothing of them. */
const PRICES = `
select distinct r.id as "regionId", t.code, p.amount::float8 as amount, worth.from, o.metadata->'days' as days
  from region r
  join region_country c on c.region_id = r.id and c.deleted_at is null
  join geo_zone g on g.country_code = c.iso_2 and g.type = 'country' and g.deleted_at is null
  join shipping_option o on o.service_zone_id = g.service_zone_id and o.deleted_at is null
  join shipping_option_type t on t.id = o.shipping_option_type_id and t.deleted_at is null
  join shipping_option_price_set link on link.shipping_option_id = o.id and link.deleted_at is null
  join price p on p.price_set_id = link.price_set_id and p.deleted_at is null and p.price_list_id is null
    and p.currency_code = r.currency_code
  left join lateral (
    select count(*) as rules, min(rule.value::float8) filter (
             where rule.attribute = 'item_total' and rule.operator = 'gte' and rule.value ~ '^[0-9.]+$') as from
      from price_rule rule where rule.price_id = p.id and rule.deleted_at is null) worth on true
 where r.deleted_at is null and t.code in ('standard', 'express')
   and (worth.rules = 0 or (worth.rules = 1 and worth.from is not null))
   and not exists (
     select 1 from shipping_option_rule rule
      where rule.shipping_option_id = o.id and rule.deleted_at is null
        and (rule.attribute, rule.value #>> '{}') in (('is_return', 'true'), ('enabled_in_store', 'false')))`;
