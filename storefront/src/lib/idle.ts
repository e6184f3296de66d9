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

const once = (start: (done: () => void) => void): Promise<void> => new Promise((resolve) => start(() => resolve()));
