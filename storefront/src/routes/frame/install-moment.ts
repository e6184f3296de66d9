export type InstallMoment = {
  /** Which visit this is, from 1. */
  visits: number;
  /** Pieces in the cart. */
  inCart: number;
};

/**
 * Asked whenever the shopper moves on to another page, so that the offer never comes at once nor lies over the answer to what was
 * just done. Who is only passing through is not asked.
 */
export const isGoodMoment = ({ visits, inCart }: InstallMoment): boolean => visits > 1 || inCart > 0;
