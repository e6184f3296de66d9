import type { Clock } from '../ports/clock.js';
import { withDeadline } from '../ports/deadline.js';
import type { Random } from '../ports/random.js';
import type { Answer, Transport } from '../ports/transport.js';
import { MAX_MUTATIONS } from '../protocol/limits.js';
import type { Lane } from '../protocol/intent.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import type { takeAnswer } from './answer.js';
import { isReadable, judgeStatus, type TroubleReason } from './judge-status.js';
import type { LaneState, Step } from './lane-state.js';
import type { LaneStore } from './store.js';
import { takeBatch } from './take-batch.js';

export const REQUEST_TIMEOUT_MS = 30_000;

export type DrainOutcome =
  /** Nothing is queued any more. */
  | { kind: 'done' }
  | { kind: 'retry'; reason: TroubleReason; retryAfterMs: number | null }
  | { kind: 'paused'; reason: 'sign-in' | 'update-needed' };

export type DrainDeps = {
  store: LaneStore;
  transport: Transport;
  clock: Clock;
  random: Random;
  lane: Lane;
  region: string;
  /** Whose database this is; null for a device nobody has signed in on. */
  principal: string | null;
  mayBeKnown: () => boolean;
  /** Loads what it takes to understand an answer. */
  loadAnswering: () => Promise<Answering>;
  signal: AbortSignal;
};

export type Answering = { takeAnswer: typeof takeAnswer };

export type DrainOptions = {
  /** Ask even when nothing is queued. */
  pull: boolean;
  /** Hears each stored state, so that the view need not wait for the database to tell. */
  onState: (state: LaneState) => void;
  /** Hears that the server answered a request in full. */
  onReply?: () => void;
};

/** Where a drain stands between two requests. */
export type Progress = {
  kind: 'on';
  /** Ask even when nothing is queued. */
  pull: boolean;
  /** Most mutations in one request. */
  limit: number;
  /** The device got its client id in this drain. */
  isNewcomer: boolean;
};

/** Runs a step on the lane of the drain, while the drain goes on. */
export type Change = <T>(step: Step<T>) => Promise<{ state: LaneState; result: T }>;

/** Sends the lane until it is empty or something is in the way (see ARCHITECTURE.md). */
export async function drainLane(deps: DrainDeps, options: DrainOptions): Promise<DrainOutcome> {
  const { store, lane, region, principal, random } = deps;
  let progress: Progress = { kind: 'on', pull: options.pull, limit: MAX_MUTATIONS, isNewcomer: false };

  const change: Change = async (step) => {
    deps.signal.throwIfAborted();
    const changed = await store.change(lane, step);
    options.onState(changed.state);
    return changed;
  };

  for (;;) {
    const { pull, limit } = progress;
    const requestId = random.uuid();
    const batch = { lane, region, principal, requestId, pull, mayBeKnown: deps.mayBeKnown(), limit };
    const { result: request } = await change(takeBatch(batch, random));
    if (!request) return { kind: 'done' };
    const received = await exchange(deps, request);
    if (received.kind !== 'answer') return received;
    const { takeAnswer, answer } = received;
    const next = await takeAnswer({ answer, request, progress, change, random, onReply: options.onReply });
    if (next.kind !== 'on') return next;
    progress = next;
  }
}

type Received = { kind: 'answer'; answer: Answer } & Answering;

/**
 * What it takes to understand an answer is loaded once there is one that may be the server's, and within the same time: where that
 * fails it is as if the answer had been lost on the way.
 */
async function exchange(deps: DrainDeps, request: PageSyncRequest): Promise<Received | DrainOutcome> {
  const { transport, clock, signal, loadAnswering } = deps;
  try {
    return await withDeadline(clock, REQUEST_TIMEOUT_MS, signal, async (inner) => {
      const answer = await transport.post(request, inner);
      const verdict = judgeStatus(answer);
      if (!isReadable(answer) && verdict.kind !== 'too-large') return verdict;
      const { takeAnswer } = await loadAnswering();
      return { kind: 'answer', answer, takeAnswer };
    });
  } catch {
    return { kind: 'retry', reason: 'offline', retryAfterMs: null };
  } finally {
    signal.throwIfAborted();
  }
}
