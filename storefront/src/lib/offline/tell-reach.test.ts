import { SyncError, type Upkeep } from 'sync';
import { expect, it } from 'vitest';
import type { Reach } from './reach';
import { tellReach } from './tell-reach';

function upkeepThat(remember: Upkeep['remember'], isOnline = true) {
  const reported: Reach[] = [];
  const nothing = { upserts: 0, tombstones: 0 };
  const upkeep: Upkeep = {
    install: async () => {},
    update: async () => nothing,
    shrink: async () => {},
    remember,
  };
  return {
    upkeep: tellReach(
      upkeep,
      (reach) => reported.push(reach),
      () => isOnline,
    ),
    reported,
  };
}

it('says online only of what the shop was asked for', async () => {
  const silent = upkeepThat(async () => null);
  await silent.upkeep.remember(['cup']);
  await silent.upkeep.shrink();
  expect(silent.reported).toEqual([]);
  const asked = upkeepThat(async () => ({ upserts: 1, tombstones: 0 }));
  await asked.upkeep.remember(['cup']);
  expect(asked.reported).toEqual(['online']);
});

it('tells a shop that does not answer from a network that is not there', async () => {
  const unreachable = () => Promise.reject(new SyncError('catalog_unreachable', 'no answer'));
  for (const [isOnline, reach] of [
    [true, 'server-down'],
    [false, 'offline'],
  ] as const) {
    const { upkeep, reported } = upkeepThat(unreachable, isOnline);
    await expect(upkeep.remember(['cup'])).rejects.toMatchObject({ code: 'catalog_unreachable' });
    expect(reported).toEqual([reach]);
  }
});
