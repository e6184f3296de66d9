export type InstallMoment = {
  /** Which visit this is, from 1. */
  visits: number;
  /** Pages moved to since this one was loaded. */
  moves: number;
  /** Pieces in the cart. */
  inCart: number;
  /** Said no, or has it already. */
  isSettled: boolean;
};

/** Never at once, and never to somebody who is only passing through: after something went into the cart, or on a second visit that goes on. */
export function isGoodMoment({ visits, moves, inCart, isSettled }: InstallMoment): boolean {
  if (isSettled) return false;
  return visits > 1 ? moves > 0 : inCart > 0;
}
