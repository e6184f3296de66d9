import { buildChanged, type PackageName } from '../build.ts';
import { LaunchError } from '../errors.ts';
import { packageScript } from '../package-commands.ts';
import { stateDir, statePathsIn } from '../paths.ts';
import type { Progress } from '../progress.ts';
import { openTestStack, type TestStack } from '../test-stack/index.ts';
import { findChromium, findHeadlessShell } from './chromium.ts';
import { findFirefox } from './firefox.ts';
import { ensureRedis } from './redis.ts';
import type { Report } from './reports.ts';
import type { Step } from './schedule.ts';
import { check, playwright, tool, vitest, type ToolContext } from './tools.ts';

export const STAGES = ['lint', 'types', 'unit', 'backend', 'journeys'] as const;

export type StageName = (typeof STAGES)[number];

export type RunContext = ToolContext & {
  progress: Progress;
  /** Stays open to the end, so that the database server and the seeded template are made once for all. */
  keepOpen(stack: TestStack): void;
};

/** One process with a result, or what others need before they can start. */
export type Job = Step &
  (
    | { stage: StageName; run(context: RunContext): Promise<Report> }
    | { stage: 'preparation'; run(context: RunContext): Promise<void> }
  );

/** In the order in which they start where there is room for several: what others wait for first, then what takes longest. */
const JOBS: Job[] = [
  build('sync'),
  build('backend', ['build of sync']),
  prepare('test stack', ['build of backend'], async ({ keepOpen, progress }) => {
    keepOpen(await openTestStack({ progress }));
  }),
  build('storefront', ['build of sync']),
  prepare('Chromium', [], async ({ environment }) => {
    const shell = findHeadlessShell(process.env);
    if (shell) environment['CHROMIUM_SHELL_PATH'] = shell;
    environment['CHROMIUM_PATH'] = findChromium(process.env);
  }),
  prepare('Firefox', [], async ({ environment, progress }) => {
    const path = findFirefox(process.env);
    if (path) environment['FIREFOX_PATH'] = path;
    else
      progress.line('  NO FIREFOX: the store contract is not checked in it. Install firefox-esr or set FIREFOX_PATH.');
  }),
  prepare('Redis', [], async ({ progress }) => {
    if (!ensureRedis())
      progress.line('  NO REDIS: several backends on one database are not checked. Install redis-server.');
  }),
  // These two wait as often as they work, each for servers of its own: one beside the other.
  {
    stage: 'journeys',
    name: 'journeys',
    after: ['test stack', 'build of storefront', 'Chromium'],
    run: playwright('journeys', 'storefront'),
  },
  {
    stage: 'backend',
    name: 'tests of backend',
    after: ['test stack', 'Redis'],
    run: vitest('tests of backend', 'backend'),
  },
  unit('storefront', ['build of storefront', 'Chromium']),
  lint('eslint', ['build of sync'], 'bin/eslint.js', ['.']),
  lint('prettier', [], 'bin/prettier.cjs', ['--check', '.']),
  types('sync', ['build of sync']),
  types('service-worker', ['build of sync']),
  // The builds also generate types that the sources are checked with.
  types('storefront', ['build of storefront']),
  types('backend', ['build of backend']),
  types('infra/launch', []),
  types('infra/bench', ['build of sync']),
  types('infra/torture', ['build of sync']),
  unit('infra', ['build of sync']),
  unit('service-worker', ['build of sync']),
  // The histories run on two threads and never wait.
  { ...unit('sync', ['build of sync']), cores: 2 },
  {
    stage: 'journeys',
    name: 'sync in Chromium and Firefox',
    after: ['Chromium', 'Firefox'],
    cores: 'all',
    run: vitest('sync in Chromium and Firefox', 'sync', 'vitest.browser.config.ts'),
  },
  // Last: it kills the database server that the others share.
  {
    stage: 'journeys',
    name: 'torture',
    after: ['test stack', 'build of storefront', 'Chromium'],
    cores: 'all',
    run: vitest('torture', 'infra/torture'),
  },
];

/** Says which stages were asked for: all, unless named with commas between. */
export function chooseStages(only: string | undefined): StageName[] {
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

/** The jobs of the stages, and what prepares them. */
export function jobsOf(stages: StageName[]): Job[] {
  const chosen = new Set(JOBS.filter(({ stage }) => stage !== 'preparation' && stages.includes(stage)));
  for (const { after } of chosen) for (const needed of JOBS) if (after.includes(needed.name)) chosen.add(needed);
  return JOBS.filter((one) => chosen.has(one));
}

function prepare(name: string, after: string[], run: (context: RunContext) => Promise<void>): Job {
  return { stage: 'preparation', name, after, run };
}

function build(name: PackageName, after: string[] = []): Job {
  return prepare(`build of ${name}`, after, ({ logsDir, progress, registry, signal, environment }) => {
    const paths = { ...statePathsIn(stateDir), logs: logsDir };
    return buildChanged([name], { paths, progress, registry, signal, environment, withAdmin: false });
  });
}

function lint(name: string, after: string[], script: string, args: string[]): Job {
  return { stage: 'lint', name, after, run: check(name, (env) => tool(name, script, args, env)) };
}

function types(folder: string, after: string[]): Job {
  const name = `types of ${folder}`;
  return { stage: 'types', name, after, run: check(name, (env) => packageScript(folder, 'check', env)) };
}

function unit(folder: string, after: string[]): Job {
  const name = `tests of ${folder}`;
  return { stage: 'unit', name, after, run: vitest(name, folder) };
}
