import { describe, expect, it } from 'vitest';
import { availableQuantity, type StockedVariant } from './available-quantity';

const level = (stocked: number, reserved: number, channels: string[]) => ({
  stocked_quantity: stocked,
  reserved_quantity: reserved,
  stock_locations: [{ sales_channels: channels.map((id) => ({ id })) }],
});

const variant = (parts: Array<{ required?: number; levels: ReturnType<typeof level>[] }>): StockedVariant => ({
  manage_inventory: true,
  allow_backorder: false,
  inventory_items: parts.map(({ required, levels }) => ({
    required_quantity: required ?? 1,
    inventory: { location_levels: levels },
  })),
});

describe('availableQuantity', () => {
  it('has no limit when nobody counts, or when it may be ordered beyond stock', () => {
    expect(availableQuantity({ manage_inventory: false }, 'web')).toBeNull();
    expect(availableQuantity({ ...variant([{ levels: [] }]), allow_backorder: true }, 'web')).toBeNull();
  });

  it('adds what the locations of the channel have, less what is promised', () => {
    const stocked = variant([
      { levels: [level(5, 2, ['web']), level(4, 0, ['shop', 'web']), level(100, 0, ['shop'])] },
    ]);
    expect(availableQuantity(stocked, 'web')).toBe(7);
  });

  it('is zero without a location, without a part, and when more is promised than there is', () => {
    expect(availableQuantity(variant([{ levels: [level(9, 0, ['shop'])] }]), 'web')).toBe(0);
    expect(availableQuantity(variant([]), 'web')).toBe(0);
    expect(availableQuantity(variant([{ levels: [level(1, 3, ['web'])] }]), 'web')).toBe(0);
  });

  it('is decided by the scarcest part of a set', () => {
    const set = variant([{ levels: [level(100, 0, ['web'])] }, { required: 4, levels: [level(11, 0, ['web'])] }]);
    expect(availableQuantity(set, 'web')).toBe(2);
  });
});
