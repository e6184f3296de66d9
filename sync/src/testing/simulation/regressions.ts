import type { Command, Setting } from './commands.js';

/** A history that once broke a promise, as short as it was found. */
export type Regression = { name: string; seed: number; setting: Setting };

const alone = (...commands: Command[]): Setting => ({ areTogether: false, commands });
const first = { device: 0, tab: 0 };
const second = { device: 1, tab: 0 };
const add = { kind: 'add', variant: 0 } as const;

export const REGRESSIONS: readonly Regression[] = [
  {
    name: 'cookie and lane are gone with changes queued: the lines last seen come along',
    seed: 1874376808,
    setting: alone(
      { ...add, ...first },
      { kind: 'lose-cookie', device: 0 },
      { kind: 'prune' },
      { kind: 'release' },
      { kind: 'fate', fate: { kind: 'drop-request' } },
      { kind: 'backup', device: 0 },
      { kind: 'set', ...first, variant: 0, quantity: 0 },
      { ...add, ...first },
    ),
  },
  {
    name: 'a forgotten lane asks first, and what it sent before is in the answer already',
    seed: 0,
    setting: alone(
      { kind: 'crash', ...second, point: 'C6', after: 1 },
      { ...add, ...first },
      { ...add, ...second },
      { kind: 'wish', ...first, variant: 0, isAdded: false },
      { ...add, ...second },
      { kind: 'prune' },
    ),
  },
  {
    name: 'both tabs of a forgotten lane ask, and one answer comes after the other was taken',
    seed: 0,
    setting: alone(
      { kind: 'crash', ...second, point: 'C6', after: 1 },
      { ...add, ...second },
      { ...add, ...second },
      { kind: 'wish', ...first, variant: 0, isAdded: false },
      { ...add, ...first },
      { kind: 'prune' },
    ),
  },
  {
    name: 'a write that was given up for late arrives, and its line stays on screen',
    seed: 0,
    setting: alone(
      { kind: 'hurry', tasks: 4 },
      { kind: 'burst', ...first, variants: [0, 0] },
      { kind: 'advance', ms: 1_000_000 },
      { ...add, ...first },
      { kind: 'crash', ...first, point: 'C1', after: 0 },
      { ...add, ...first },
    ),
  },
];
