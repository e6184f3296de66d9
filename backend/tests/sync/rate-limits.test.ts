import { afterAll, beforeAll, expect, it } from 'vitest';
import { add, post, quantities, type Device } from './device.ts';
import { openHarness, type Harness } from './harness.ts';
import { askLive } from './live-stream.ts';

let harness: Harness;
let url: string;
beforeAll(async () => {
  harness = await openHarness();
  const limits = { SYNC_NEW_CLIENTS_PER_MINUTE: '3', LIVE_STREAMS_PER_ADDRESS: '2' };
  url = (await harness.startServer(limits)).url;
});
afterAll(() => harness?.close());

/** Comes through the storefront on this machine, which says for whom. */
function syncFrom(address: string | undefined, device: Device) {
  const { publishableKey, variants } = harness.shop;
  return post({ url, publishableKey, address }, JSON.stringify(device.request([add(variants.plenty)])));
}

const clients = async (): Promise<number> =>
  Number((await harness.sql.query('select count(*) from sync_client')).rows[0].count);

it('new clients from one address are bounded, and who is known goes on', async () => {
  const [regular, ...others] = Array.from({ length: 5 }, () => harness.device()) as [Device, ...Device[]];
  const before = await clients();
  expect(await syncFrom('203.0.113.1', regular)).toMatchObject({ status: 200 });
  expect(await syncFrom('203.0.113.1', others[0]!)).toMatchObject({ status: 200 });
  expect(await syncFrom('203.0.113.1', others[1]!)).toMatchObject({ status: 200 });
  for (const device of others.slice(2)) {
    // Somebody in between who claims to come from elsewhere counts all the same.
    const refused = await syncFrom('198.51.100.9, 203.0.113.1', device);
    expect(refused).toMatchObject({ status: 429, error: { error: { code: 'busy' } } });
    const seconds = 'retryAfter' in refused ? Number(refused.retryAfter) : Number.NaN;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  }
  expect(await clients()).toBe(before + 3);
  for (let k = 0; k < 5; k++) expect(await syncFrom('203.0.113.1', regular)).toMatchObject({ status: 200 });
  expect(quantities(await regular.sync())).toEqual({ [harness.shop.variants.plenty]: 6 });
  expect(await syncFrom('203.0.113.2', harness.device())).toMatchObject({ status: 200 });
  for (let k = 0; k < 5; k++) expect(await syncFrom(undefined, harness.device())).toMatchObject({ status: 200 });
});

it('open streams of one address are bounded, until one leaves', async () => {
  const open = async () => {
    const controller = new AbortController();
    const address = '203.0.113.7';
    const response = await askLive(harness.device(), { url, address, signal: controller.signal });
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      close: () => controller.abort(),
    };
  };
  const streams = [await open(), await open()];
  expect(streams.map(({ status }) => status)).toEqual([200, 200]);
  expect(await open()).toMatchObject({ status: 429, retryAfter: '15' });
  streams[0]?.close();
  await expect.poll(async () => (await open()).status, { timeout: 15_000, interval: 50 }).toBe(200);

  const figures = await (await fetch(`${url}/metrics`)).text();
  expect(figures).toMatch(/^satchel_rate_limited_total\{endpoint="sync"\} 2$/m);
  expect(figures).toMatch(/^satchel_rate_limited_total\{endpoint="live"\} [1-9]\d*$/m);
  expect(figures).toMatch(/^satchel_live_streams 2$/m);
  expect(figures).toMatch(/^satchel_sync_requests_total\{outcome="rate_limited"\} 2$/m);
});
