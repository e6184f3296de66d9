import { expect, it } from 'vitest';
import { simulate } from './run.js';

/** `SIM_SEED` repeats a run; without it every run tries other histories. */
const seed = Number(process.env['SIM_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

it(`keeps its promises on a bad network (seed ${seed})`, async () => {
  const { counts } = await simulate({ runs: Number(process.env['SIM_RUNS'] ?? 150), seed });
  // A fault that never struck proves nothing.
  for (const fault of [
    'drop-request',
    'drop-reply',
    'duplicate',
    'delay-request',
    'delay-reply',
    'hang',
    'portal',
    'truncated',
  ]) {
    expect(counts[`network ${fault}`], fault).toBeGreaterThan(0);
  }
  for (const point of ['before-change', 'after-change', 'before-request', 'after-reply']) {
    expect(counts[`crash ${point}`], point).toBeGreaterThan(0);
  }
}, 300_000);
