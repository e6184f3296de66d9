import { applyIntent, type Lines } from '../mutators/index.js';
import { parseIntent, type IntentProblem } from '../protocol/intent.js';
import { MAX_LINES } from '../protocol/limits.js';
import type { Mutation } from '../protocol/sync-request.js';
import { INTENT_VERSION } from '../protocol/version.js';

export type RejectionCode = IntentProblem | 'too_many_lines';

export type MutationOutcome =
  | { kind: 'applied'; lines: Lines }
  | { kind: 'rejected'; code: RejectionCode; message: string }
  /** A newer build made it. It is not an error: it waits for an update. */
  | { kind: 'not-understood' };

/** One mutation onto the lines. The device predicts with it, the server decides with it, so they never differ. */
export function applyMutation(
  lines: Lines,
  mutation: Pick<Mutation, 'v' | 'kind' | 'args' | 'observed'>,
  rev: number,
): MutationOutcome {
  if (mutation.v > INTENT_VERSION) return { kind: 'not-understood' };
  const parsed = parseIntent(mutation.kind, mutation.args);
  if (parsed.kind === 'unknown-kind') return { kind: 'not-understood' };
  if (parsed.kind === 'invalid') return { kind: 'rejected', code: parsed.code, message: parsed.message };
  const next = applyIntent(lines, parsed.intent, { rev, observed: mutation.observed });
  if (next.size > MAX_LINES && next.size > lines.size) {
    return {
      kind: 'rejected',
      code: 'too_many_lines',
      message: `a cart holds at most ${MAX_LINES} different variants`,
    };
  }
  return { kind: 'applied', lines: next };
}
