import { afterAll, beforeAll, expect, it } from 'vitest';
import { add, wish } from './device.ts';
import { openHarness, type Harness } from './harness.ts';
import { askLive, openLive } from './live-stream.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

const SOON = { timeout: 15_000, interval: 20 };

it('says poke when the cart of this device changes, and nothing else', async () => {
  const { plenty } = harness.shop.variants;
  const device = harness.device();
  const other = harness.device();
  const [own, foreign] = await Promise.all([openLive(device), openLive(other)]);
  await device.sync(add(plenty));
  await expect.poll(() => own.pokes(), SOON).toBeGreaterThan(0);
  expect(own.text().replaceAll('data: poke\n\n', '').replaceAll(':\n\n', '')).toBe('');
  expect(foreign.pokes()).toBe(0);
  // The other one is not deaf: it hears its own.
  await other.sync(add(plenty));
  await expect.poll(() => foreign.pokes(), SOON).toBeGreaterThan(0);
  own.close();
  foreign.close();
});

it('a customer hears of it on every device, for cart and wishlist, and when a device is attached', async () => {
  const { plenty } = harness.shop.variants;
  const [customer, stranger] = [await harness.customer(), await harness.customer()];
  const [phone, laptop] = [harness.device().signedIn(customer), harness.device().signedIn(customer)];
  const there = await openLive(laptop, { token: customer.token });
  const elsewhere = await openLive(harness.device(), { token: stranger.token });

  await phone.sync(add(plenty));
  await expect.poll(() => there.pokes(), SOON).toBeGreaterThan(0);
  await expect.poll(async () => (await harness.cartOf(phone)).dirty, SOON).toBe(false);
  let before = there.pokes();
  await phone.wishlist().sync(wish(plenty));
  await expect.poll(() => there.pokes(), SOON).toBeGreaterThan(before);

  const guest = harness.device();
  await guest.sync(add(plenty, 3));
  before = there.pokes();
  await harness.attach(guest, customer);
  await expect.poll(() => there.pokes(), SOON).toBeGreaterThan(before);
  expect(elsewhere.pokes()).toBe(0);
  there.close();
  elsewhere.close();
});

it('a plain read is no news', async () => {
  const { plenty } = harness.shop.variants;
  const device = harness.device();
  await device.sync(add(plenty));
  const stream = await openLive(device);
  await device.sync();
  const before = stream.pokes();
  await device.sync();
  // A change after the reads marks the end of what they could have said.
  await device.sync(add(plenty));
  await expect.poll(() => stream.pokes(), SOON).toBeGreaterThan(before);
  expect(before).toBe(0);
  stream.close();
});

it('hears what another process changed', async () => {
  const { plenty } = harness.shop.variants;
  const second = await harness.startServer({});
  const device = harness.device();
  const stream = await openLive(device, { url: second.url });
  await device.sync(add(plenty));
  await expect.poll(() => stream.pokes(), SOON).toBeGreaterThan(0);

  // A stream does not hold up a server that was asked to stop.
  const exit = await second.stop();
  await stream.ended;
  expect(exit).toMatchObject({ code: 0 });
});

it('ends when the database connection is lost, so that nobody waits for news that cannot come, and comes back', async () => {
  const { plenty } = harness.shop.variants;
  const device = harness.device();
  const stream = await openLive(device);
  const cut = await harness.sql.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'satchel-live' and datname = current_database()`,
  );
  expect(cut.rowCount).toBeGreaterThan(0);
  await stream.ended;
  const again = await openLive(device);
  await device.sync(add(plenty));
  await expect.poll(() => again.pokes(), SOON).toBeGreaterThan(0);
  again.close();
});

it('is bounded for one owner, and says when to come back', async () => {
  const device = harness.device();
  const streams = await Promise.all(Array.from({ length: 20 }, () => openLive(device)));
  const refused = await askLive(device);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '15']);
  streams.forEach((stream) => stream.close());
  await expect.poll(async () => (await peek(device)).status, SOON).toBe(200);
});

it.each([
  ['a secret that is none', 'short', undefined, 400],
  ['a token that is none', undefined, 'not.a.token', 401],
])('refuses %s', async (_name, secret, token, status) => {
  const device = harness.device();
  if (secret) device.secret = secret;
  expect((await askLive(device, { token })).status).toBe(status);
});

async function peek(device: ReturnType<Harness['device']>): Promise<Response> {
  const controller = new AbortController();
  const response = await askLive(device, { signal: controller.signal });
  controller.abort();
  return response;
}
