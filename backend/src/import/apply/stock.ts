import { batchInventoryItemLevelsWorkflow } from '@medusajs/medusa/core-flows';
import type { MedusaContainer } from '@medusajs/framework/types';
import type { ExistingVariant } from './existing';

export type WantedStock = {
  variant: ExistingVariant;
  /** null: the file does not say. */
  quantity: number | null;
  /** What the file said last time. */
  before: number | undefined;
};

/**
 * Counts what the file counts. A number the file repeats does not touch the stock: since then some may have been sold.
 */
export async function writeStock(container: MedusaContainer, locationId: string, wanted: WantedStock[]): Promise<void> {
  const levels = wanted.flatMap(({ variant, quantity, before }) => {
    const item = variant.inventory_items?.[0];
    if (!item) return [];
    const current = item.inventory?.location_levels?.find(({ location_id }) => location_id === locationId);
    const level = {
      inventory_item_id: item.inventory_item_id,
      location_id: locationId,
      stocked_quantity: quantity ?? 0,
    };
    if (!current) return [{ isNew: true, level }];
    const isChange = quantity !== null && quantity !== before && quantity !== current.stocked_quantity;
    return isChange ? [{ isNew: false, level }] : [];
  });
  if (levels.length === 0) return;
  await batchInventoryItemLevelsWorkflow(container).run({
    input: {
      create: levels.filter(({ isNew }) => isNew).map(({ level }) => level),
      update: levels.filter(({ isNew }) => !isNew).map(({ level }) => level),
      delete: [],
    },
  });
}
