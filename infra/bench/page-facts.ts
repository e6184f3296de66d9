import type { CDPSession, Page } from 'playwright-core';

/** What a page load cost and when it was ready, as the browser tells. */
export type LoadFacts = {
  requests: number;
  scriptBytes: number;
  totalBytes: number;
  lcpMs: number;
  cls: number;
  /** What main-thread tasks took beyond 50 ms each after the first contentful paint, as Total Blocking Time counts it. */
  blockingMs: number;
};

/** The phone of design §6: CPU 3.5 times slower, 100 ms away, 9 Mbit/s down. */
export async function actAsPhone(cdp: CDPSession, { cpu = 3.5 } = {}): Promise<void> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 100,
    downloadThroughput: (9_000_000 / 8) * 0.9,
    uploadThroughput: (3_000_000 / 8) * 0.9,
  });
}

/** Loads `url` and waits until nothing has moved for a while. */
export async function loadPage(page: Page, cdp: CDPSession, url: string): Promise<LoadFacts> {
  const scripts = new Set<string>();
  let requests = 0;
  let scriptBytes = 0;
  let totalBytes = 0;
  const onResponse = (event: {
    requestId: string;
    type: string;
    response: { url: string; fromServiceWorker?: boolean };
  }) => {
    // What the page carries in itself is no request.
    if (event.response.fromServiceWorker || event.response.url.startsWith('data:')) return;
    requests += 1;
    if (event.type === 'Script') scripts.add(event.requestId);
  };
  const onFinished = (event: { requestId: string; encodedDataLength: number }) => {
    totalBytes += event.encodedDataLength;
    if (scripts.has(event.requestId)) scriptBytes += event.encodedDataLength;
  };
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', onResponse);
  cdp.on('Network.loadingFinished', onFinished);
  await page.addInitScript(watchVitals);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForLoadState('networkidle');
  const vitals = await page.evaluate(() => (window as Window & { vitals?: () => Vitals }).vitals?.());
  cdp.off('Network.responseReceived', onResponse);
  cdp.off('Network.loadingFinished', onFinished);
  if (!vitals) throw new Error('The page reported no vitals.');
  return { requests, scriptBytes, totalBytes, ...vitals };
}

type Vitals = Pick<LoadFacts, 'lcpMs' | 'cls' | 'blockingMs'>;

type LayoutShift = PerformanceEntry & { value: number; hadRecentInput: boolean };

/** Runs in the page, before anything of it. */
function watchVitals(): void {
  const vitals = { lcpMs: 0, cls: 0 };
  const tasks: PerformanceEntry[] = [];
  const watch = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => (vitals.lcpMs = entry.startTime));
  watch('longtask', (entry) => tasks.push(entry));
  watch('layout-shift', (entry) => {
    const shift = entry as LayoutShift;
    if (!shift.hadRecentInput) vitals.cls += shift.value;
  });
  (window as Window & { vitals?: () => Vitals }).vitals = () => {
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    const blockedBy = ({ startTime, duration }: PerformanceEntry) =>
      Math.max(0, startTime + duration - Math.max(startTime, painted) - 50);
    return { ...vitals, blockingMs: tasks.reduce((sum, task) => sum + blockedBy(task), 0) };
  };
}
