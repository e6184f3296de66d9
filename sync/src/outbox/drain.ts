import type { Clock } from '../ports/clock.js';
import { withDeadline } from '../ports/deadline.js';
import type { Random } from '../ports/random.js';
import type { Answer, Transport } from '../ports/transport.js';
import { MAX_MUTATIONS } from '../protocol/limits.js';
import type { Lane } from '../protocol/intent.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import { absorbReply } from './absorb.js';
import { judge, type TroubleReason, type Verdict } from './judge.js';
import type { LaneState, Step } from './lane-state.js';
import { fork, reborn, startOver } from './rebirth.js';
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
  signal: AbortSignal;
};

export type DrainOptions = {
  /** Ask even when nothing is queued. */
  pull: boolean;
  /** Hears each stored state, so that the view need not wait for the database to tell. */
  onState: (state: LaneState) => void;
  /** Hears that the server answered a request in full. */
  onReply?: () => void;
};

/** Sends the lane until it is empty or something is in the way (see ARCHITECTURE.md). */
export async function drainLane(deps: DrainDeps, options: DrainOptions): Promise<DrainOutcome> {
  const { store, lane, region, principal, random } = deps;
  let { pull } = options;
  let limit = MAX_MUTATIONS;
  let isNewcomer = false;

  const change = async <T>(step: Step<T>): Promise<{ state: LaneState; result: T }> => {
    deps.signal.throwIfAborted();
    const changed = await store.change(lane, step);
    options.onState(changed.state);
    return changed;
  };

  for (;;) {
    const requestId = random.uuid();
    const batch = { lane, region, principal, requestId, pull, mayBeKnown: deps.mayBeKnown(), limit };
    const { result: request } = await change(takeBatch(batch, random));
    if (!request) return { kind: 'done' };
    const verdict = await exchange(deps, request);

    switch (verdict.kind) {
      case 'reply': {
        options.onReply?.();
        const { state, result } = await change(absorbReply(request, verdict.reply, random));
        const isReplaced = result.kind === 'forked' || result.kind === 'restarted';
        // A newcomer that learns by asking that the cart is gone has not been refused.
        if (result.kind === 'forked' && isNewcomer) return SERVER_TROUBLE;
        if (result.kind === 'acknowledged' && verdict.reply.stopped) return { kind: 'paused', reason: 'update-needed' };
        if (!isReplaced && isStillQueued(state, request)) return SERVER_TROUBLE;
        isNewcomer = isReplaced || (isNewcomer && request.mutations.length === 0);
        pull = isReplaced;
        break;
      }
      case 'wrong-secret':
        // A newcomer cannot have a wrong secret; asking again and again would only make more of them.
        if (isNewcomer) return SERVER_TROUBLE;
        await change(forClient(request, (state) => reborn(state, lane, principal, random)));
        isNewcomer = true;
        break;
      case 'forked':
        if (isNewcomer) return SERVER_TROUBLE;
        await change(forClient(request, (state) => fork(state, verdict, random)));
        isNewcomer = true;
        break;
      case 'out-of-order': {
        const isServerBehind = verdict.lastMid < (request.mutations[0]?.mid ?? 1) - 1;
        if (isNewcomer || !isServerBehind) return SERVER_TROUBLE;
        await change(forClient(request, (state) => startOver(state, random)));
        isNewcomer = true;
        break;
      }
      case 'too-large':
        if (limit === 1) return SERVER_TROUBLE;
        limit = Math.max(1, Math.floor(Math.min(limit, request.mutations.length) / 2));
        break;
      case 'pause':
        return { kind: 'paused', reason: verdict.reason };
      case 'retry':
        return verdict;
    }
  }
}

const SERVER_TROUBLE: DrainOutcome = { kind: 'retry', reason: 'server', retryAfterMs: null };

/** A valid answer that moved nothing: asking at once again would only spin. */
function isStillQueued(state: LaneState, { clientId, mutations }: PageSyncRequest): boolean {
  const first = state.rows[0];
  return first !== undefined && state.device?.clientId === clientId && first.mid === mutations[0]?.mid;
}

async function exchange({ transport, clock, signal }: DrainDeps, request: PageSyncRequest): Promise<Verdict> {
  let answer: Answer;
  try {
    answer = await withDeadline(clock, REQUEST_TIMEOUT_MS, signal, (inner) => transport.post(request, inner));
  } catch {
    signal.throwIfAborted();
    return { kind: 'retry', reason: 'offline', retryAfterMs: null };
  }
  signal.throwIfAborted();
  return judge(answer, request);
}

/** An answer to the client this device was a moment ago says nothing about the one it is now. */
function forClient(request: PageSyncRequest, act: (state: LaneState) => LaneState): Step<null> {
  return (state) => ({ state: state.device?.clientId === request.clientId ? act(state) : state, result: null });
}
