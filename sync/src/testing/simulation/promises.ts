import type { LaneState, OutboxRow } from '../../outbox/lane-state.js';
import type { Intent } from '../../protocol/intent.js';
import type { Effect, Tables } from '../ledger-server.js';
import type { Device, Person } from './device.js';
import type { Tab } from './tab.js';

/** Pieces of a counted variant: the k-th add of it has quantity 2^k, so a bit is the name of an add. */
export type Counted = { variantId: string; bit: number };

/** One intent a shopper was shown, and what became of its promise. */
export type Asked = {
  uuid: string | undefined;
  tab: Tab;
  device: Device;
  person: Person;
  /** Of the device. */
  incarnation: number;
  intent: Intent;
  counted: Counted | null;
  state: 'asked' | 'promised' | 'refused';
  /** It may be gone: what held it was taken away from outside, and only there. */
  isExcused: boolean;
};

/** What everybody was promised, by intent. */
export class Promises {
  readonly all: Asked[] = [];
  readonly #askedBits = new Map<string, number>();
  /** uuid of a row → the uuid it has after a later intent was merged into it. */
  readonly #mergedInto = new Map<string, string>();

  ask(asked: Asked): void {
    this.all.push(asked);
    const { counted } = asked;
    if (counted) this.#askedBits.set(counted.variantId, this.askedBits(counted.variantId) | counted.bit);
  }

  askedBits(variantId: string): number {
    return this.#askedBits.get(variantId) ?? 0;
  }

  merged(from: string, into: string): void {
    this.#mergedInto.set(from, into);
  }

  /** All uuids an intent went by, the last one being that of the row it is in now. */
  uuidsOf({ uuid }: Asked): string[] {
    const uuids: string[] = [];
    for (let next = uuid; next !== undefined && !uuids.includes(next); next = this.#mergedInto.get(next))
      uuids.push(next);
    return uuids;
  }

  bitsOf(variantId: string, isMeant: (asked: Asked) => boolean): number {
    let bits = 0;
    for (const asked of this.all) {
      if (asked.counted?.variantId === variantId && isMeant(asked)) bits |= asked.counted.bit;
    }
    return bits;
  }

  /** These rows were taken away from outside; what took effect before has happened all the same. */
  excuseRows(rows: readonly OutboxRow[], tables: Tables): void {
    const lost = new Set(rows.map((row) => row.uuid).filter((uuid) => !isEffective(tables, uuid)));
    for (const asked of this.all) if (this.uuidsOf(asked).some((uuid) => lost.has(uuid))) asked.isExcused = true;
  }

  /** What is in front of the shopper to decide is not the engine's to keep any more. */
  excuseReviews({ notices }: LaneState): void {
    const reviewed = new Set(notices.map(({ id }) => id));
    this.excuse((asked) => this.uuidsOf(asked).some((uuid) => reviewed.has(`review:${uuid}`)));
  }

  excuse(isMeant: (asked: Asked) => boolean): void {
    for (const asked of this.all) if (isMeant(asked)) asked.isExcused = true;
  }
}

export function isEffective({ effective }: Tables, uuid: string): boolean {
  for (const uuids of effective.values()) if (uuids.has(uuid)) return true;
  return false;
}

/** Effects that happened now, not those of a copy that was recognised. */
export const firstEffects = (effects: readonly Effect[]): Effect[] =>
  effects.filter(({ outcome }) => outcome !== 'known');
