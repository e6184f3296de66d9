import type { Availability } from 'sync/protocol';

export type Stock = { kind: 'in' | 'out' | 'backorder' } | { kind: 'low'; left: number };

export function readAvailability(band: Availability): Stock {
  if (band.startsWith('low:')) return { kind: 'low', left: Number(band.slice('low:'.length)) };
  return { kind: band === 'out' || band === 'backorder' ? band : 'in' };
}

/** Whether it may go into the cart: a backorder may, it is only sent later. */
export const isSellable = (variant: { price: number | null; availability: Availability }): boolean =>
  variant.price !== null && variant.availability !== 'out';
