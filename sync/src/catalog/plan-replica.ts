import type { Conditions } from '../ports/device-conditions.js';

export type ReplicaPlan =
  | { kind: 'full' }
  /** `products`: how many at most, most wanted first. */
  | { kind: 'partial'; products: number; reason: 'no-room' | 'saves-data' | 'low-battery' };

/** Measured in Chromium: what a product takes on the device, with what is needed to find it. */
export const BYTES_PER_PRODUCT = 1_500;
/** The rest is for pictures, the outbox, and whatever else the origin keeps. */
const SHARE_OF_ROOM = 0.25;
const LOW_BATTERY = 0.2;
/** What a thrifty device gets unasked: some screens of each top category. */
const MODEST = 200;
const MOST_PARTIAL = 2_000;

/**
 * How much of a catalog a device takes. A whole replica that is there already stays whole as long as it fits: bringing it up to
 * date costs less than what was saved by throwing it away.
 */
export function planReplica(
  catalog: { products: number },
  { savesData, battery, room }: Conditions,
  has: 'nothing' | 'partial' | 'full',
): ReplicaPlan {
  const fitting = room
    ? Math.floor((Math.max(0, room.quotaBytes - room.usedBytes) * SHARE_OF_ROOM) / BYTES_PER_PRODUCT)
    : Infinity;
  if (has === 'full' && fitting > 0) return { kind: 'full' };
  if (fitting < catalog.products) {
    return { kind: 'partial', products: Math.min(MOST_PARTIAL, fitting), reason: 'no-room' };
  }
  if (savesData) return { kind: 'partial', products: MODEST, reason: 'saves-data' };
  if (battery && !battery.isCharging && battery.level < LOW_BATTERY) {
    return { kind: 'partial', products: MODEST, reason: 'low-battery' };
  }
  return { kind: 'full' };
}
