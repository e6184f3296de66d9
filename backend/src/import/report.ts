import type { Problem } from './file/problem';

export type OutcomeKind = 'created' | 'updated' | 'unchanged' | 'skipped';

/** What became of one product of the file. */
export type Outcome = {
  handle: string;
  line: number;
  kind: OutcomeKind;
  reason: string | null;
  remarks: string[];
  unreachable: number;
};

export type Report = { rows: number; outcomes: Outcome[]; problems: Problem[]; isDryRun: boolean };

const WIDTH = { kind: 15, handle: 40 };
const KINDS: readonly OutcomeKind[] = ['created', 'updated', 'unchanged', 'skipped'];

/** A line for the product, and one below for each thing worth knowing. */
export function formatOutcome({ kind, handle, line, reason, remarks }: Outcome, isDryRun: boolean): string {
  const what = isDryRun && (kind === 'created' || kind === 'updated') ? `would be ${kind}` : kind;
  const head = `  ${what.padEnd(WIDTH.kind)} ${handle.padEnd(WIDTH.handle)} line ${line}${reason === null ? '' : `: ${reason}`}`;
  return [head, ...remarks.map((remark) => `  ${' '.repeat(WIDTH.kind)} · ${remark}`)].join('\n');
}

export function formatSummary({ rows, outcomes, problems, isDryRun }: Report): string {
  const counts = KINDS.map((kind) => `${outcomes.filter((outcome) => outcome.kind === kind).length} ${kind}`);
  const unreachable = outcomes.reduce((sum, outcome) => sum + outcome.unreachable, 0);
  const lines = problems.map(
    ({ line, handle, code, message }) => `  line ${line}${handle === null ? '' : ` (${handle})`} ${code}: ${message}`,
  );
  return [
    ...(lines.length > 0 ? ['', 'Problems', ...lines] : []),
    '',
    `${isDryRun ? 'Dry run, nothing was changed. ' : ''}${rows} rows, ${outcomes.length} products: ${counts.join(', ')}; ${count(problems.length, 'problem')}, ${count(unreachable, 'unreachable picture')}.`,
  ].join('\n');
}

/** A file of which nothing came in is a failure; one with some bad rows is not. */
export const isFailure = ({ outcomes }: Report): boolean => outcomes.every(({ kind }) => kind === 'skipped');

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
