/** Resolves when the page has loaded and the browser has nothing better to do: what comes now cannot hold up the first paint. */
export async function whenIdleAfterLoad(signal: AbortSignal): Promise<void> {
  if (document.readyState !== 'complete') await once((done) => addEventListener('load', done, { once: true, signal }));
  await whenIdle(4_000);
}

/** Resolves in an idle moment, at the latest after `latestMs`. */
export function whenIdle(latestMs: number): Promise<void> {
  return once((done) => {
    if ('requestIdleCallback' in window) requestIdleCallback(done, { timeout: latestMs });
    else setTimeout(done, 200);
  });
}

/** Nothing is drawn of a page that nobody sees, and it is not waited for. */
const FRAME_WAITS_MS = 500;

/** Resolves once what has just changed is on screen. */
export function afterFrame(): Promise<void> {
  return once((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, FRAME_WAITS_MS);
  });
}

const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

/** Resolves at the first sign that somebody uses the page, at the latest after `latestMs`. */
export function whenTouched(latestMs: number, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const options = { passive: true, capture: true, signal: AbortSignal.any([signal, stop.signal]) };
  return once((done) => {
    for (const touch of TOUCHES) addEventListener(touch, done, options);
    setTimeout(done, latestMs);
  }).finally(() => stop.abort());
}

const once = (start: (done: () => void) => void): Promise<void> => new Promise((resolve) => start(() => resolve()));
