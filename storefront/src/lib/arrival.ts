/** How somebody came to a page: `tapped` a link in the shop, `entered` it on a device that draws it alone, or neither. */
export type Arrival = 'tapped' | 'entered' | 'other';

export type ArrivalFacts = {
  /** The step inside the shop that leads there; null for the first page. */
  step: { type: string; hash: string } | null;
  /** The server has drawn nothing of it. */
  isOwn: boolean;
  /** How the browser came to the first page, as `PerformanceNavigationTiming` says, and which part of it was asked for. */
  load: string | undefined;
  hash: string;
};

/** Who comes back, reloads, or asks for a part further down is to find that place again: that is neither. */
export function arrivalOf({ step, isOwn, load, hash }: ArrivalFacts): Arrival {
  if (step) return step.type !== 'popstate' && step.hash === '' ? 'tapped' : 'other';
  return isOwn && load === 'navigate' && hash === '' ? 'entered' : 'other';
}
