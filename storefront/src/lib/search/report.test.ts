import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Sent = { address: string; body: unknown };

let sent: Promise<Sent>[];
let browser: { onLine: boolean; globalPrivacyControl?: boolean; sendBeacon?: unknown };
let report: typeof import('./report');

beforeEach(async () => {
  sent = [];
  browser = { onLine: true, sendBeacon: (address: string, body: Blob) => note(address, body) };
  vi.stubGlobal('navigator', browser);
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.resetModules();
  report = await import('./report');
});
afterEach(() => vi.unstubAllGlobals());

function note(address: string, body: Blob): boolean {
  sent.push(body.text().then((text) => ({ address, body: JSON.parse(text) as unknown })));
  return true;
}

const bodies = async () => (await Promise.all(sent)).map(({ body }) => body);
const stopped = (key: string) => (key === 'satchel:count-searches' ? 'no' : null);
const LANTERN = { text: 'lantern', catalog: 'eu', results: 3 };

test('a search is told once, and what was opened of it once', async () => {
  report.reportSearch(LANTERN);
  report.reportSearch({ ...LANTERN, results: 4 });
  report.reportSearch({ ...LANTERN, opened: 'prod_1' });
  report.reportSearch({ ...LANTERN, opened: 'prod_2' });
  report.reportSearch({ ...LANTERN, catalog: 'eu-de' });
  expect(await bodies()).toEqual([LANTERN, { ...LANTERN, opened: 'prod_1' }, { ...LANTERN, catalog: 'eu-de' }]);
  expect((await sent[0])?.address).toBe('/api/searches');
});

test('a product that is opened before the search came to rest tells of both', async () => {
  report.reportSearch({ ...LANTERN, opened: 'prod_1' });
  expect(await bodies()).toEqual([LANTERN, { ...LANTERN, opened: 'prod_1' }]);
});

test('what may be personal stays on the device', async () => {
  report.reportSearch({ ...LANTERN, text: 'anna@example.com' });
  expect(await bodies()).toEqual([{ ...LANTERN, text: '' }]);
});

test.each([
  ['there is no network', () => (browser.onLine = false)],
  ['the browser says no', () => (browser.globalPrivacyControl = true)],
  ['the shopper has said no', () => vi.stubGlobal('localStorage', { getItem: () => 'no' })],
  ['the shopper has stopped it', () => vi.stubGlobal('localStorage', { getItem: stopped })],
])('nothing is told where %s', async (_why, arrange) => {
  arrange();
  report.reportSearch({ ...LANTERN, opened: 'prod_1' });
  expect(sent).toEqual([]);
});

test('a browser without beacons sends it all the same, and a failure is nobody’s', async () => {
  delete browser.sendBeacon;
  const fetched = vi.fn((address: string, { body }: { body: Blob; keepalive: boolean }) => {
    note(address, body);
    return Promise.reject(new TypeError('no network'));
  });
  vi.stubGlobal('fetch', fetched);
  report.reportSearch(LANTERN);
  expect(await bodies()).toEqual([LANTERN]);
  expect(fetched.mock.calls[0]?.[1].keepalive).toBe(true);
});

test('what is popular is eight texts at most, or nothing', async () => {
  const answers = (body: unknown, status = 200) => vi.fn(() => Promise.resolve(Response.json(body, { status })));
  const many = Array.from({ length: 12 }, (_, n) => `search ${n}`);
  const ask = answers({ searches: [7, ...many] });
  expect(await report.popularSearches('eu-de', ask)).toEqual(many.slice(0, 8));
  expect(ask).toHaveBeenCalledWith('/api/catalog/eu-de/popular');
  expect(await report.popularSearches('eu', answers({ searches: 'lantern' }))).toEqual([]);
  expect(await report.popularSearches('eu', answers({ searches: many }, 503))).toEqual([]);
  expect(await report.popularSearches('eu', () => Promise.reject(new TypeError('no network')))).toEqual([]);
});
