import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { JobResult, SimulateJob } from './jobs.js';

/** pnpm sim [--runs N] [--seed S] [--from-shard I] [--path P] [--report FILE] */
const load = <T>(file: string): Promise<T> => import(new URL(file, import.meta.url).href) as Promise<T>;
const { runJobs, shardsOf } = await load<typeof import('./pool.js')>('./pool.ts');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    report: { type: 'string' },
    'from-shard': { type: 'string', default: '0' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const runs = Number(values.runs);
const fromShard = Number(values['from-shard']);
const startedAt = performance.now();
const seconds = () => (performance.now() - startedAt) / 1000;
const say = (text: string) => process.stdout.write(`${text}\n`);

const jobs: SimulateJob[] =
  values.path === undefined
    ? shardsOf(runs, seed, fromShard)
    : [{ kind: 'simulate', runs: 1, seed, path: values.path }];
const planned = jobs.reduce((count, job) => count + job.runs, 0);
say(`seed ${seed}, ${planned} histories${fromShard > 0 ? ` of ${runs}, from shard ${fromShard}` : ''}`);

const finished: JobResult[] = [];
const isFinished = jobs.map(() => false);
let saidAt = 0;
await runJobs(jobs, {
  onProgress: (done) => {
    if (seconds() - saidAt < 5) return;
    saidAt = seconds();
    const leftS = (saidAt / done) * (planned - done);
    say(`${done} of ${planned}, ${Math.round(done / saidAt)} a second, ${Math.round(leftS)} s to go`);
  },
  onResult: (index, result) => {
    finished.push(result);
    isFinished[index] = true;
    const job = jobs[index];
    say(
      `shard ${fromShard + index} (seed ${job?.seed}): ${result.report.runs} ${result.ok ? 'kept' : 'until one broke'}`,
    );
    // Two shards run at a time; one that ended before an earlier one runs again.
    const next = isFinished.indexOf(false);
    save(next === -1 ? null : fromShard + next);
    if (next !== -1) say(`to go on from here: --seed ${seed} --runs ${runs} --from-shard ${fromShard + next}`);
  },
});

const total = sum(finished);
say('');
for (const [what, times] of Object.entries(total.counts)) say(`${what.padEnd(34)} ${String(times).padStart(10)}`);
say('');
say(
  `${total.runs} histories, ${total.requests} requests, ${total.effects} effects; ` +
    `${total.repeated} repeated byte for byte, ${total.onDisk} of them on the real store`,
);
say(`${total.failures.length} broke a promise, ${seconds().toFixed(1)} s`);
for (const failure of total.failures) say(`\n✗ pnpm sim --seed ${failure.seed}\n${failure.failure}`);
process.exitCode = total.failures.length === 0 ? 0 : 1;

/** After each shard, so that what was found so far survives whatever ends the run. */
function save(nextShard: number | null): void {
  if (values.report === undefined) return;
  const report = { seed, wanted: runs, fromShard, nextShard, ...sum(finished) };
  writeFileSync(values.report, `${JSON.stringify(report, null, 2)}\n`);
}

function sum(all: readonly JobResult[]) {
  const counts: Record<string, number> = {};
  const totals = { runs: 0, requests: 0, effects: 0, repeated: 0, onDisk: 0 };
  for (const { report } of all) {
    totals.runs += report.runs;
    totals.requests += report.requests;
    totals.effects += report.effects;
    totals.repeated += report.repeated;
    totals.onDisk += report.onDisk;
    for (const [what, times] of Object.entries(report.counts)) counts[what] = (counts[what] ?? 0) + times;
  }
  return {
    ...totals,
    counts: Object.fromEntries(Object.entries(counts).sort()),
    failures: all.flatMap((result) => (result.ok ? [] : [result])),
  };
}
