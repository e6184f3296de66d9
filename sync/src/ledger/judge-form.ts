import { parseForm, type Form } from '../protocol/form.js';
import { toPlainText } from '../protocol/plain-text.js';
import type { Mutation } from '../protocol/sync-request.js';
import { INTENT_VERSION } from '../protocol/version.js';

export type FormOutcome =
  | { kind: 'taken'; form: Form }
  | { kind: 'unusable'; args: Record<string, string | number> }
  /** A newer build made it. It is not an error: it waits for an update. */
  | { kind: 'not-understood' };

/** A form changes nothing of what is desired. Taken is what can be carried out; anything else goes back to its writer. */
export function judgeForm({ v, kind, args }: Pick<Mutation, 'v' | 'kind' | 'args'>): FormOutcome {
  if (v > INTENT_VERSION) return { kind: 'not-understood' };
  const parsed = parseForm(kind, args);
  switch (parsed.kind) {
    case 'unknown-kind':
      return { kind: 'not-understood' };
    case 'invalid':
      return { kind: 'unusable', args: plainArgs(args) };
    case 'form':
      return { kind: 'taken', form: parsed.form };
  }
}

/** What of it a form on a page could show again, in characters every database can keep. */
function plainArgs(args: Record<string, unknown>): Record<string, string | number> {
  const plain = Object.entries(args).flatMap(([field, value]): Array<[string, string | number]> => {
    if (!/^\w{1,40}$/.test(field)) return [];
    if (typeof value === 'string') return [[field, toPlainText(value)]];
    return Number.isFinite(value) ? [[field, Number(value)]] : [];
  });
  return Object.fromEntries(plain);
}
