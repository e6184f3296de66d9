import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../arguments.ts';
import { openChildRegistry } from '../orphans.ts';
import { stateDir } from '../paths.ts';
import { createProgress, formatElapsed } from '../progress.ts';
import { runCommand } from '../run-command.ts';
import { loadEnvFile } from '../settings.ts';
import { nothingYet, type Failure, type Report } from '../test-run/reports.ts';
import { runSteps } from '../test-run/schedule.ts';
import { chooseStages, jobsOf, STAGES, type Job, type RunContext } from '../test-run/stages.ts';
import type { TestStack } from '../test-stack/index.ts';

const HELP = `npm test [-- --only STAGE,STAGE…]

Runs everything that proves the shop: ${STAGES.join(', ')}. What does not disturb each other runs side by side.
The last line is "N passed, N failed"; the exit code is 0 only when all that was asked for ran and passed.
`;
const LINES_PER_FAILURE = 30;

await runCommand(async (signal) => {
  const values = readArguments(HELP, { only: { type: 'string' } });
  if (values === null) return 0;
  loadEnvFile();
  const startedAt = Number(process.env['SATCHEL_STARTED_AT'] ?? Date.now());
  const jobs = jobsOf(chooseStages(values.only));
  const folder = join(stateDir, 'test');
  const registry = openChildRegistry(join(folder, `children-${process.pid}.json`));
  const stacks: TestStack[] = [];
  const context: RunContext = {
    logsDir: join(folder, 'logs'),
    reportsDir: join(folder, 'reports'),
    registry,
    signal,
    environment: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    progress: createProgress({ out: process.stdout, now: Date.now }),
    keepOpen: (stack) => stacks.push(stack),
  };
  rmSync(context.reportsDir, { recursive: true, force: true });
  const total = nothingYet();
  const missing = new Set<string>();
  try {
    await runSteps(jobs, {
      cores: availableParallelism(),
      run: async (job) => {
        const report = await runJob(job, missing, context);
        context.signal.throwIfAborted();
        total.passed += report.passed;
        total.skipped += report.skipped;
        total.failures.push(...report.failures);
        total.unsteady.push(...report.unsteady);
      },
    });
  } finally {
    for (const stack of stacks) await stack.close();
    await registry.close();
  }

  for (const failure of total.unsteady) process.stdout.write(describe(failure, '≈ passed at the second try only:'));
  for (const failure of total.failures) process.stdout.write(describe(failure, '✗'));
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(
    `\nAll of it took ${formatElapsed(Date.now() - startedAt)}${skipped}. Logs: ${context.logsDir}\n`,
  );
  process.stdout.write(`${total.passed} passed, ${total.failures.length} failed\n`);
  return total.failures.length === 0 && total.passed > 0 ? 0 : 1;
});

/** What fails before a test could run is a failure of its own, and so is each job that then cannot run. */
async function runJob(job: Job, missing: Set<string>, context: RunContext): Promise<Report> {
  const lacking = job.after.filter((name) => missing.has(name));
  if (lacking.length > 0) {
    missing.add(job.name);
    return failed(job, `It was not run, because this failed: ${lacking.join(', ')}.`);
  }
  try {
    if (job.stage === 'preparation') {
      await job.run(context);
      return nothingYet();
    }
    return await context.progress.step(job.name, () => job.run(context), outcome);
  } catch (error) {
    missing.add(job.name);
    return failed(job, error instanceof Error ? error.message : String(error));
  }
}

function outcome({ passed, failures }: Report): { isGood: boolean; text: string } {
  return { isGood: failures.length === 0, text: `${passed} passed, ${failures.length} failed` };
}

function failed({ name }: Job, message: string): Report {
  return { ...nothingYet(), failures: [{ name, message }] };
}

function describe({ name, message }: Failure, mark: string): string {
  const lines = message.trimEnd().split('\n');
  const shown = lines.length > LINES_PER_FAILURE ? [...lines.slice(0, LINES_PER_FAILURE), '…'] : lines;
  return `\n${mark} ${name}\n${shown.map((line) => `    ${line}`).join('\n')}\n`;
}
