import type { DeliveryTerms, MarketRegion, Taxonomy } from 'sync/protocol';

/** What delivery costs: as the shop charges it, which the catalog brings along; before that, as the shop was set up. */
export const deliveryOf = (taxonomy: Taxonomy | null | undefined, region: MarketRegion): DeliveryTerms =>
  taxonomy?.delivery ?? {
    standard: { price: region.delivery.standard.price, days: [...region.delivery.standard.days] },
    express: { price: region.delivery.express.price, days: [...region.delivery.express.days] },
    freeFrom: region.delivery.freeFrom,
  };
