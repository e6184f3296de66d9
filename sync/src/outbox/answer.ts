import type { Random } from '../ports/random.js';
import type { Answer } from '../ports/transport.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import { absorbReply } from './absorb.js';
import type { Change, DrainOutcome, Progress } from './drain.js';
import { judge } from './judge.js';
import type { LaneState, Step } from './lane-state.js';
import { fork, reborn, startOver } from './rebirth.js';

export type Answered = {
  answer: Answer;
  request: PageSyncRequest;
  progress: Progress;
  change: Change;
  random: Random;
  /** Hears that the server answered the request in full. */
  onReply: (() => void) | undefined;
};

/** Does what an answer says (see ARCHITECTURE.md), and tells how the drain goes on or that it ends. */
export async function takeAnswer(answered: Answered): Promise<Progress | DrainOutcome> {
  const { answer, request, progress, change, random, onReply } = answered;
  const { lane, principal = null } = request;
  const verdict = judge(answer, request);

  switch (verdict.kind) {
    case 'reply': {
      onReply?.();
      const { state, result } = await change(absorbReply(request, verdict.reply, random));
      const isReplaced = result.kind === 'forked' || result.kind === 'restarted';
      // A newcomer that learns by asking that the cart is gone has not been refused.
      if (result.kind === 'forked' && progress.isNewcomer) return SERVER_TROUBLE;
      if (result.kind === 'acknowledged' && verdict.reply.stopped) return { kind: 'paused', reason: 'update-needed' };
      if (!isReplaced && isStillQueued(state, request)) return SERVER_TROUBLE;
      const isNewcomer = isReplaced || (progress.isNewcomer && request.mutations.length === 0);
      return { ...progress, isNewcomer, pull: isReplaced };
    }
    case 'wrong-secret':
      return replace((state) => reborn(state, lane, principal, random));
    case 'forked':
      return replace((state) => fork(state, verdict, random));
    case 'out-of-order': {
      const isServerBehind = verdict.lastMid < (request.mutations[0]?.mid ?? 1) - 1;
      return isServerBehind ? replace((state) => startOver(state, random)) : SERVER_TROUBLE;
    }
    case 'too-large': {
      const { limit } = progress;
      if (limit === 1) return SERVER_TROUBLE;
      return { ...progress, limit: Math.max(1, Math.floor(Math.min(limit, request.mutations.length) / 2)) };
    }
    case 'paused':
    case 'retry':
      return verdict;
  }

  /** A newcomer cannot have a wrong name; asking again and again would only make more of them. */
  async function replace(act: (state: LaneState) => LaneState): Promise<Progress | DrainOutcome> {
    if (progress.isNewcomer) return SERVER_TROUBLE;
    await change(forClient(request, act));
    return { ...progress, isNewcomer: true };
  }
}

const SERVER_TROUBLE: DrainOutcome = { kind: 'retry', reason: 'server', retryAfterMs: null };

/** A valid answer that moved nothing: asking at once again would only spin. */
function isStillQueued(state: LaneState, { clientId, mutations }: PageSyncRequest): boolean {
  const first = state.rows[0];
  return first !== undefined && state.device?.clientId === clientId && first.mid === mutations[0]?.mid;
}

/** An answer to the client this device was a moment ago says nothing about the one it is now. */
function forClient(request: PageSyncRequest, act: (state: LaneState) => LaneState): Step<null> {
  return (state) => ({ state: state.device?.clientId === request.clientId ? act(state) : state, result: null });
}
