import { expect, it } from 'vitest';
import type { Desired } from 'sync/protocol';
import { findCulprits, leaveOut, type Suspects } from './isolate';

const desired: Desired = {
  lines: new Map(Array.from({ length: 9 }, (_, index) => [`v${index}`, { quantity: 1, rev: 1 }])),
  promos: ['A', 'B'],
};
const failsWith =
  (...bad: string[]) =>
  async (without: Suspects) => {
    const { lines, promos } = leaveOut(desired, without);
    return ![...lines.keys(), ...promos].some((part) => bad.includes(part));
  };

it.each([
  [[], { variantIds: [], codes: [] }],
  [['v4'], { variantIds: ['v4'], codes: [] }],
  [['v0', 'v8', 'B'], { variantIds: ['v0', 'v8'], codes: ['B'] }],
])('blames %j', async (bad, culprits) => {
  expect(await findCulprits(desired, failsWith(...bad))).toEqual(culprits);
});

it('blames nothing when everything fails', async () => {
  expect(await findCulprits(desired, async () => false)).toBeNull();
});

it('blames nothing when it is not the parts: what worked before fails as well', async () => {
  let runs = 0;
  const failing = failsWith('v0');
  const breaksDown = async (without: Suspects) => ++runs < 3 && (await failing(without));
  expect(await findCulprits(desired, breaksDown)).toBeNull();
});
