import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Job, JobResult } from './jobs.js';

/** pnpm sim [--runs N] [--seed S] [--path P] [--report FILE] */
const load = <T>(file: string): Promise<T> => import(new URL(file, import.meta.url).href) as Promise<T>;
const { runJobs, shardsOf } = await load<typeof import('./pool.js')>('./pool.ts');

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    report: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const runs = Number(values.runs);
const startedAt = performance.now();
const seconds = () => (performance.now() - startedAt) / 1000;
const say = (text: string) => process.stdout.write(`${text}\n`);

say(`seed ${seed}, ${runs} histories`);
const jobs: Job[] =
  values.path === undefined ? shardsOf(runs, seed) : [{ kind: 'simulate', runs: 1, seed, path: values.path }];
let saidAt = 0;
const results = await runJobs(jobs, (done) => {
  if (seconds() - saidAt < 5) return;
  saidAt = seconds();
  const leftS = (saidAt / done) * (runs - done);
  say(`${done} of ${runs}, ${Math.round(done / saidAt)} a second, ${Math.round(leftS)} s to go`);
});

const total = sum(results);
say('');
for (const [what, times] of Object.entries(total.counts)) say(`${what.padEnd(34)} ${String(times).padStart(10)}`);
say('');
say(`${total.runs} histories, ${total.requests} requests, ${total.effects} effects, ${total.repeated} repeated`);
say(`${total.failures.length} broke a promise, ${seconds().toFixed(1)} s`);
for (const failure of total.failures) say(`\n✗ pnpm sim --seed ${failure.seed}\n${failure.failure}`);
if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify({ seed, ...total }, null, 2)}\n`);
process.exitCode = total.failures.length === 0 ? 0 : 1;

function sum(all: readonly JobResult[]) {
  const counts: Record<string, number> = {};
  const totals = { runs: 0, requests: 0, effects: 0, repeated: 0 };
  for (const { report } of all) {
    totals.runs += report.runs;
    totals.requests += report.requests;
    totals.effects += report.effects;
    totals.repeated += report.repeated;
    for (const [what, times] of Object.entries(report.counts)) counts[what] = (counts[what] ?? 0) + times;
  }
  return {
    ...totals,
    counts: Object.fromEntries(Object.entries(counts).sort()),
    failures: all.flatMap((result) => (result.ok ? [] : [result])),
  };
}
