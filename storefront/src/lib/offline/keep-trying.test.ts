import { FakeClock } from 'sync/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepTrying } from './keep-trying';

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
const browser = new EventTarget();

beforeEach(() => {
  page.visibilityState = 'visible';
  vi.stubGlobal('document', page);
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
});
afterEach(() => vi.unstubAllGlobals());

it('tries now and then while somebody looks, and at once when the network or the shopper comes back', () => {
  const clock = new FakeClock();
  let attempts = 0;
  const stop = keepTrying(() => attempts++, clock);
  clock.advance(9_999);
  expect(attempts).toBe(0);
  clock.advance(1);
  expect(attempts).toBe(1);
  clock.advance(10_000);
  expect(attempts).toBe(2);

  page.visibilityState = 'hidden';
  clock.advance(10_000);
  page.dispatchEvent(new Event('visibilitychange'));
  expect(attempts).toBe(2);
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  browser.dispatchEvent(new Event('online'));
  expect(attempts).toBe(4);

  stop();
  clock.advance(60_000);
  browser.dispatchEvent(new Event('online'));
  page.dispatchEvent(new Event('visibilitychange'));
  expect(attempts).toBe(4);
});
