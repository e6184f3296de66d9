import { expect, it } from 'vitest';
import type { RegionCatalog } from '../catalog/region-catalog';
import type { ReplicaState } from '../catalog/replica';
import { readMarkets } from './market-catalogs';
import { catalogOf } from './test-markets';

type Known = { replica: { state: ReplicaState; catalog: RegionCatalog | undefined } };

const ready = (region: string): Known => ({ replica: { state: 'ready', catalog: catalogOf(region, []) } });
const without = (state: ReplicaState): Known => ({ replica: { state, catalog: undefined } });
const prefixes = (regions: Parameters<typeof readMarkets>[0]) =>
  readMarkets(regions)?.map(({ market }) => market.prefix);

it('says nothing of a shop that has not arrived whole', () => {
  expect(
    prefixes(
      new Map([
        ['eu', ready('eu')],
        ['us', without('empty')],
        ['gb', ready('gb')],
      ]),
    ),
  ).toBeUndefined();
  expect(prefixes(new Map([['eu', without('absent')]]))).toBeUndefined();
});

it('leaves out the market that is not sold in', () => {
  expect(
    prefixes(
      new Map([
        ['eu', ready('eu')],
        ['eu-de', ready('eu-de')],
        ['eu-ar', ready('eu-ar')],
        ['us', without('absent')],
        ['gb', ready('gb')],
      ]),
    ),
  ).toEqual(['', 'de', 'gb', 'ar']);
});
