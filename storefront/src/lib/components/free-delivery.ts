import type { CartTotals, Money } from 'sync/protocol';

/** How far a cart is from free delivery, in the currency of the region. */
export type FreeDelivery = { kind: 'reached' } | { kind: 'missing'; amount: number; share: number };

type Sums = { totals: CartTotals | null; estimatedItemTotal: Money | null };

/**
 * Counted by what the shop counts by: the worth of the things, discounts taken off, without delivery. The device's own estimate
 * while the shop has not answered; null where the worth is not known, or in another currency.
 */
export function freeDeliveryOf(
  { totals, estimatedItemTotal }: Sums,
  { currency, freeFrom }: { currency: string; freeFrom: number | null },
): FreeDelivery | null {
  if (freeFrom === null) return null;
  const worth = totals ? { amount: totals.itemTotal, currency: totals.currency } : estimatedItemTotal;
  if (!worth || worth.currency !== currency) return null;
  if (worth.amount >= freeFrom) return { kind: 'reached' };
  // The binary dust of a difference of decimals.
  const amount = Math.round((freeFrom - worth.amount) * 10_000) / 10_000;
  return { kind: 'missing', amount, share: Math.max(0, worth.amount / freeFrom) };
}
