import type { CartSnapshot, Money } from '../protocol/sync-reply.js';
import type { Lane } from '../protocol/intent.js';
import type { Mutation } from '../protocol/sync-request.js';

/** What a pending line shows until the server has described it. Stored with the intent, never sent. */
export type LineHint = {
  productId: string;
  productTitle: string;
  productHandle: string;
  variantTitle: string | null;
  /** Image key. */
  image: string | null;
  unitPrice: Money | null;
};

/** One queued intent. Once `sent` it never changes again. */
export type OutboxRow = Mutation & {
  lane: Lane;
  sent: 0 | 1;
  hint?: LineHint;
  /** Who made it; absent for a device nobody had signed in on. */
  principal?: string;
};

/** The last server snapshot of a lane. Optimistic values are never written into it. */
export type Base = {
  lane: Lane;
  epoch: string;
  rev: number;
  lastMid: number;
  /** Absent when the last reply came from a server of version 1. */
  generation?: number;
  snapshot: CartSnapshot;
  /** The server did not understand this mutation; it and those behind it wait. */
  stoppedMid?: number;
  /** What the server told this device under a former client id. The present one asks whether it still knows that cart before it sends. */
  ofFormer?: true;
  /** variantId → what was shown of lines the server has taken but not described yet. */
  hints: Record<string, LineHint>;
};

/** Who a lane is on this device. Each lane has a client id of its own, so that one that starts anew leaves the other alone. */
export type Device = {
  /** Made with the database; another one means that the database was deleted and came anew. */
  storeId: string;
  clientId: string;
  /** Where the next intent goes: its mid, and the uuid it follows. */
  nextMid: number;
  lastUuid: string | null;
  /** Counts the changes of this lane, so that any two states can be told older from newer. */
  seq: number;
  /** uuids of the latest intents, so that storing one again after a lost connection stays one. */
  recent: readonly string[];
};

/** A notice stays here after it is dismissed, emptied, so that a late copy of it cannot come back. */
export type StoredNotice = {
  id: string;
  kind: string;
  data: Record<string, unknown>;
  /** Position in the order of arrival. */
  order: number;
  dismissed: 0 | 1;
  /** The server knows that it is stored. Notices made on the device have nobody to tell. */
  told: 0 | 1;
};

/** Everything one lane has on the device, read in one transaction. */
export type LaneState = {
  device: Device | null;
  base: Base | null;
  /** In mid order, without holes. */
  rows: readonly OutboxRow[];
  /** In order of arrival. */
  notices: readonly StoredNotice[];
};

/** A change of a lane: pure, so that it can run again. Returning the same state writes nothing. */
export type Step<T> = (state: LaneState) => { state: LaneState; result: T };

/** Runs a step the way every store must: a state that changed counts one further. */
export function runStep<T>(before: LaneState, step: Step<T>): { state: LaneState; result: T } {
  const { state, result } = step(before);
  if (state === before || !state.device) return { state: before, result };
  return { state: { ...state, device: { ...state.device, seq: (before.device?.seq ?? 0) + 1 } }, result };
}

export function newDevice(random: { uuid(): string }): Device {
  return { storeId: random.uuid(), clientId: random.uuid(), nextMid: 1, lastUuid: null, seq: 0, recent: [] };
}

/** Whether a state read or written may replace the one on screen. Only a database that was deleted starts counting again. */
export function isNewer(next: LaneState, current: LaneState | null): boolean {
  if (!current?.device) return current === null || next.device !== null;
  if (!next.device) return false;
  return next.device.storeId !== current.device.storeId || next.device.seq > current.device.seq;
}
