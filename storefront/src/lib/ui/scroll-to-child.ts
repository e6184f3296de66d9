/** Scrolls a strip alone: `scrollIntoView` would move the page too. Works in both reading directions. */
export function scrollToChild(strip: HTMLElement, index: number, { isSmooth }: { isSmooth: boolean }): void {
  const child = strip.children[index];
  if (!child) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  strip.scrollBy({
    left: child.getBoundingClientRect().left - strip.getBoundingClientRect().left,
    behavior: isSmooth && !isCalm ? 'smooth' : 'instant',
  });
}

/** Which child of a strip of equally wide ones is in view. */
export const childInView = (strip: HTMLElement): number =>
  Math.round(Math.abs(strip.scrollLeft) / Math.max(1, strip.clientWidth));
