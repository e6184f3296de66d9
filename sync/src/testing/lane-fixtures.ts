import type { LaneState, OutboxRow } from '../outbox/lane-state.js';
import { EMPTY_LANE } from '../outbox/empty-lane.js';
import { runStep, type Step } from '../outbox/lane-state.js';
import type { CartSnapshot, SyncReply } from '../protocol/sync-reply.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import { MAGIC } from '../protocol/version.js';

/** A lane without a database, for testing steps one after the other. */
export class LaneInMemory {
  state: LaneState = EMPTY_LANE;

  run<T>(step: Step<T>): T {
    const { state, result } = runStep(this.state, step);
    this.state = state;
    return result;
  }

  get rows(): Array<Pick<OutboxRow, 'mid' | 'uuid' | 'parent' | 'kind' | 'args' | 'sent'>> {
    return this.state.rows.map(({ mid, uuid, parent, kind, args, sent }) => ({ mid, uuid, parent, kind, args, sent }));
  }
}

export function snapshotOf(quantities: Record<string, number>, rev = 1): CartSnapshot {
  return {
    region: 'eu',
    settled: true,
    totals: null,
    lines: Object.entries(quantities).map(([variantId, quantity]) => ({
      variantId,
      quantity,
      rev,
      productId: null,
      productTitle: variantId,
      productHandle: null,
      variantTitle: null,
      image: null,
      unitPrice: { amount: 10, currency: 'eur' },
      total: { amount: 10 * quantity, currency: 'eur' },
    })),
  };
}

export function replyTo(request: PageSyncRequest, over: Partial<SyncReply> = {}): SyncReply {
  const last = request.mutations.at(-1);
  return {
    magic: MAGIC,
    requestId: request.requestId,
    clientId: request.clientId,
    epoch: 'epoch-1',
    lastMid: last?.mid ?? 0,
    headUuid: last?.uuid ?? null,
    rev: 1,
    snapshot: snapshotOf({}),
    notices: [],
    ...over,
  };
}
