import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../ports/transport.js';
import { Origin, type OriginUser } from './origin.js';
import { nextDelay, RETRY_AFTER_CAP_MS, RETRY_CAP_MS, RETRY_FIRST_MS } from './retry.js';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const user: OriginUser = { originIsUp: () => {}, originIsDown: () => {} };

describe('waiting', () => {
  it('waits between one and sixty seconds, and longer after each failure on average', () => {
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 1 }), (fractions) => {
        let delay: number | null = null;
        for (const drawn of fractions) {
          delay = nextDelay(delay, drawn);
          expect(delay).toBeGreaterThanOrEqual(RETRY_FIRST_MS);
          expect(delay).toBeLessThanOrEqual(RETRY_CAP_MS);
        }
      }),
    );
    expect([1, 2, 3, 4, 5].reduce((delay) => nextDelay(delay, 0.999), 1000)).toBeGreaterThan(55_000);
  });

  it('honours what the server asks for, up to a quarter of an hour', () => {
    const origin = new Origin();
    expect(origin.failed(user, 0, 0, 90_000)).toBe(90_000);
    expect(origin.refusedMs(30_000)).toBe(60_000);
    expect(origin.failed(user, 0, 0, 10 ** 9)).toBe(RETRY_AFTER_CAP_MS);
    origin.answered(user, 0);
    expect(origin.refusedMs(0)).toBe(0);
    expect(origin.failed(user, 0, 0, null)).toBe(1000);
    expect(origin.troubleMs(400)).toBe(600);
  });

  it('keeps what the server asked for through trouble on the way', () => {
    const origin = new Origin();
    origin.failed(user, 0, 0, 90_000);
    expect(origin.failed(user, 10_000, 0, null)).toBe(80_000);
    expect(origin.failed(user, 20_000, 0, 5_000)).toBe(70_000);
    expect(origin.refusedMs(20_000)).toBe(70_000);
  });

  it('is not stretched by a clock that jumps', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.nat(10 ** 7), (then, now, retryAfterMs) => {
        const origin = new Origin();
        origin.failed(user, then, 0, retryAfterMs);
        expect(origin.refusedMs(now)).toBeLessThanOrEqual(RETRY_AFTER_CAP_MS);
        expect(origin.refusedMs(now)).toBeGreaterThanOrEqual(0);
        if (now < then) expect(origin.refusedMs(now)).toBe(0);
      }),
    );
  });
});

describe('parseRetryAfter', () => {
  it('reads seconds, and dates against the date of the answer', () => {
    expect(parseRetryAfter('7', null)).toBe(7000);
    expect(parseRetryAfter('Wed, 21 Oct 2015 07:28:30 GMT', 'Wed, 21 Oct 2015 07:28:00 GMT')).toBe(30_000);
    expect(parseRetryAfter('Wed, 21 Oct 2015 07:28:30 GMT', null)).toBeNull();
    expect(parseRetryAfter('soon', 'Wed, 21 Oct 2015 07:28:00 GMT')).toBeNull();
    expect(parseRetryAfter(null, null)).toBeNull();
  });
});
