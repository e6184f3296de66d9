/** The part of a product variant that decides how many can be sold, as `query.graph` returns it. */
export type StockedVariant = {
  manage_inventory?: boolean | null;
  allow_backorder?: boolean | null;
  inventory_items?: Array<{
    required_quantity?: number | null;
    inventory?: {
      requires_shipping?: boolean | null;
      location_levels?: Array<{
        stocked_quantity?: number | null;
        reserved_quantity?: number | null;
        stock_locations?: Array<{ sales_channels?: Array<{ id: string }> | null }> | null;
      }> | null;
    } | null;
  }> | null;
};

/**
 * How many a sales channel can sell: per part of the variant, what its locations hold minus what is promised, divided by how
 * many of the part one variant takes; the scarcest part decides. Null means without limit.
 */
export function availableQuantity(variant: StockedVariant, salesChannelId: string): number | null {
  if (!variant.manage_inventory || variant.allow_backorder) return null;
  const parts = variant.inventory_items ?? [];
  if (parts.length === 0) return 0;
  return Math.min(
    ...parts.map((part) => {
      const levels = part.inventory?.location_levels ?? [];
      const free = levels
        .filter((level) =>
          level.stock_locations?.some((location) => location.sales_channels?.some(({ id }) => id === salesChannelId)),
        )
        .reduce((sum, level) => sum + Number(level.stocked_quantity ?? 0) - Number(level.reserved_quantity ?? 0), 0);
      return Math.max(0, Math.floor(free / (part.required_quantity || 1)));
    }),
  );
}
