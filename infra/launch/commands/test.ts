import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '../arguments.ts';
import { buildChanged, type PackageName } from '../build.ts';
import { LaunchError } from '../errors.ts';
import { openChildRegistry, type ChildRegistry } from '../orphans.ts';
import { stateDir, statePathsIn } from '../paths.ts';
import { createProgress, formatElapsed, type Progress } from '../progress.ts';
import { runCommand } from '../run-command.ts';
import { loadEnvFile } from '../settings.ts';
import { findChromium } from '../test-run/chromium.ts';
import { findFirefox } from '../test-run/firefox.ts';
import type { Failure, Report } from '../test-run/reports.ts';
import { jobsByStage, STAGES, type StageContext, type StageName } from '../test-run/stages.ts';
import { openTestStack, type TestStack } from '../test-stack/index.ts';

const HELP = `npm test [-- --only STAGE,STAGE…]

Runs everything that proves the shop, in this order: ${STAGES.join(', ')}.
The last line is "N passed, N failed"; the exit code is 0 only when all that was asked for ran and passed.
`;
const LINES_PER_FAILURE = 30;
const NEEDS_STACK: StageName[] = ['backend', 'journeys'];

await runCommand(async (signal) => {
  const values = readArguments(HELP, { only: { type: 'string' } });
  if (values === null) return 0;
  loadEnvFile();
  const startedAt = Number(process.env['SATCHEL_STARTED_AT'] ?? Date.now());
  const stages = chooseStages(values.only);
  const folder = join(stateDir, 'test');
  const progress = createProgress({ out: process.stdout, now: Date.now });
  const registry = openChildRegistry(join(folder, `children-${process.pid}.json`));
  const context: StageContext = {
    logsDir: join(folder, 'logs'),
    reportsDir: join(folder, 'reports'),
    registry,
    signal,
    environment: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  };
  rmSync(context.reportsDir, { recursive: true, force: true });
  const total: Report = { passed: 0, skipped: 0, failures: [] };
  let stack: TestStack | null = null;
  try {
    await attempt('build', total, () => build(stages, { ...context, progress }));
    if (stages.some((stage) => NEEDS_STACK.includes(stage))) {
      // Held open over all stages, so that the database server and the seeded template are made once.
      stack = await attempt('test stack', total, () => openTestStack());
    }
    if (stages.includes('journeys')) {
      context.environment['CHROMIUM_PATH'] =
        (await attempt('Chromium', total, async () => findChromium(process.env))) ?? '';
      const firefox = await attempt('Firefox', total, async () => findFirefox(process.env));
      if (firefox) context.environment['FIREFOX_PATH'] = firefox;
      else
        progress.line(
          '  NO FIREFOX: the store contract is not checked in it. Install firefox-esr or set FIREFOX_PATH.',
        );
    }
    for (const stage of stages) {
      for (const job of jobsByStage[stage]) await runJob(job, { context, progress, total });
    }
  } finally {
    await stack?.close();
    await registry.close();
  }

  for (const failure of total.failures) process.stdout.write(describe(failure));
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(
    `\nAll of it took ${formatElapsed(Date.now() - startedAt)}${skipped}. Logs: ${context.logsDir}\n`,
  );
  process.stdout.write(`${total.passed} passed, ${total.failures.length} failed\n`);
  return total.failures.length === 0 && total.passed > 0 ? 0 : 1;
});

function chooseStages(only: string | undefined): StageName[] {
  if (only === undefined) return [...STAGES];
  const asked = only.split(',').map((name) => name.trim());
  const unknown = asked.filter((name) => !STAGES.some((stage) => stage === name));
  if (unknown.length > 0) {
    throw new LaunchError(
      'configuration',
      `There is no stage "${unknown.join('", "')}". There are: ${STAGES.join(', ')}.`,
    );
  }
  return STAGES.filter((stage) => asked.includes(stage));
}

/** Every stage reads the built engine; the backend's build also generates types that its sources are checked with. */
async function build(
  stages: StageName[],
  { registry, signal, environment, logsDir, progress }: StageContext & { progress: Progress; registry: ChildRegistry },
): Promise<void> {
  const names: PackageName[] = ['sync'];
  if (stages.includes('types')) names.push('backend');
  if (stages.includes('journeys')) names.push('backend', 'storefront');
  const paths = { ...statePathsIn(stateDir), logs: logsDir };
  await buildChanged(names, { paths, progress, registry, signal, environment, withAdmin: false });
}

/** What fails before any test could run is a failure of its own, and the other stages still get their turn. */
async function attempt<T>(name: string, total: Report, run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    total.failures.push({ name, message: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

async function runJob(
  job: (typeof jobsByStage)[StageName][number],
  { context, progress, total }: { context: StageContext; progress: Progress; total: Report },
): Promise<void> {
  const report = await progress.step(job.name, async () => {
    const found = await attempt(job.name, total, () => job.run(context));
    context.signal.throwIfAborted();
    return found;
  });
  if (report === null) return;
  total.passed += report.passed;
  total.skipped += report.skipped;
  total.failures.push(...report.failures);
  progress.line(`  ${report.passed} passed, ${report.failures.length} failed`);
}

function describe({ name, message }: Failure): string {
  const lines = message.trimEnd().split('\n');
  const shown = lines.length > LINES_PER_FAILURE ? [...lines.slice(0, LINES_PER_FAILURE), '…'] : lines;
  return `\n✗ ${name}\n${shown.map((line) => `    ${line}`).join('\n')}\n`;
}
