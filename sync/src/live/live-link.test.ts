import { expect, it } from 'vitest';
import { RETRY_CAP_MS } from '../outbox/retry.js';
import { FakeClock, FakeLifecycle, FakeLive, FakeLock, seededRandom } from '../testing/index.js';
import { LiveLink } from './live-link.js';

/** Tabs of one device, and the server's end of their streams. */
function openDevice() {
  const live = new FakeLive();
  const clock = new FakeClock();
  const lock = new FakeLock();
  let seed = 0;
  const tab = () => {
    const lifecycle = new FakeLifecycle();
    const heard: string[] = [];
    const link = new LiveLink(
      { live, lock, lifecycle, clock, random: seededRandom(++seed), name: 'device' },
      { poked: () => heard.push('poked'), listening: (isOpen) => heard.push(isOpen ? 'open' : 'closed') },
    );
    return { link, lifecycle, heard };
  };
  return { live, clock, tab };
}

/** Lets promises that are due run; the clock stands still. */
const settle = async () => {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
};

it('opens a stream when there is something to hear of, and closes it when there is not', async () => {
  const { live, tab } = openDevice();
  const { link, heard } = tab();
  await settle();
  expect(live.asked).toBe(0);
  link.want(true);
  link.want(true);
  await settle();
  live.poke();
  expect([live.asked, heard]).toEqual([1, ['open', 'poked']]);
  link.want(false);
  await settle();
  expect([live.count, heard.at(-1)]).toEqual([0, 'closed']);
});

it('two tabs share one stream; the second takes over when the first is hidden, closed or gone', async () => {
  const { live, tab } = openDevice();
  const [first, second] = [tab(), tab()];
  first.link.want(true);
  second.link.want(true);
  await settle();
  expect([live.count, first.heard, second.heard]).toEqual([1, ['open'], []]);

  first.lifecycle.hide();
  await settle();
  expect([live.count, first.heard, second.heard]).toEqual([1, ['open', 'closed'], ['open']]);

  first.lifecycle.visible = true;
  first.lifecycle.wake('visible');
  await settle();
  expect(live.count).toBe(1);
  second.link.close();
  await settle();
  expect([live.count, first.heard.at(-1), second.heard.at(-1)]).toEqual([1, 'open', 'closed']);
});

it('does not listen while nobody looks', async () => {
  const { live, tab } = openDevice();
  const { link, lifecycle } = tab();
  lifecycle.visible = false;
  link.want(true);
  await settle();
  expect(live.asked).toBe(0);
  lifecycle.visible = true;
  lifecycle.wake('visible');
  await settle();
  expect(live.count).toBe(1);
});

it('comes back after the server was away, at a pace that spreads devices out', async () => {
  const { live, clock, tab } = openDevice();
  const { link, heard } = tab();
  link.want(true);
  await settle();
  live.isUp = false;
  live.cut();
  await settle();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) {
    const ms = clock.nextInMs ?? 0;
    waits.push(ms);
    clock.advance(ms);
    await settle();
  }
  expect(live.asked).toBe(9);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(RETRY_CAP_MS);
  expect(new Set(waits).size).toBe(8);

  live.isUp = true;
  clock.advance(RETRY_CAP_MS);
  await settle();
  expect([live.count, heard]).toEqual([1, ['open', 'closed', 'open']]);
});

it('does not wait any longer once the network is back', async () => {
  const { live, tab } = openDevice();
  const { link, lifecycle } = tab();
  live.isUp = false;
  link.want(true);
  await settle();
  live.isUp = true;
  lifecycle.wake('online');
  await settle();
  expect(live.count).toBe(1);
});

it('is silent once closed', async () => {
  const { live, clock, tab } = openDevice();
  const { link, lifecycle } = tab();
  live.isUp = false;
  link.want(true);
  await settle();
  link.close();
  link.want(true);
  lifecycle.wake('online');
  clock.advance(RETRY_CAP_MS);
  await settle();
  expect([live.asked, live.count, clock.nextInMs]).toEqual([1, 0, null]);
});
