/** Stock of one variant over the places the storefront's sales channel sells from. */
export type Stock = {
  isManaged: boolean;
  allowsBackorder: boolean;
  /** How many can still be sold; null when the variant has nothing that could be counted. */
  available: number | null;
};

const FEW = 5;

/** The band shown to shoppers; exact stock above a few would make the feed change with every sale. */
export function availabilityBand({ isManaged, allowsBackorder, available }: Stock): string {
  if (!isManaged) return 'in';
  const left = Math.floor(available ?? 0);
  if (left > FEW) return 'in';
  if (left > 0) return allowsBackorder ? 'in' : `low:${left}`;
  return allowsBackorder ? 'backorder' : 'out';
}
