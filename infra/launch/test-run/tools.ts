import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../child.ts';
import type { ChildRegistry } from '../orphans.ts';
import type { Command } from '../package-commands.ts';
import { repositoryRoot } from '../paths.ts';
import { nothingYet, readPlaywrightReport, readVitestReport, WITHOUT_WORDS, type Report } from './reports.ts';

export type ToolContext = {
  logsDir: string;
  reportsDir: string;
  registry: ChildRegistry;
  signal: AbortSignal;
  environment: NodeJS.ProcessEnv;
};

export type Run = (context: ToolContext) => Promise<Report>;

/** Passes or fails as a whole. */
export function check(name: string, command: (env: NodeJS.ProcessEnv) => Command): Run {
  return async (context) => {
    const { code, tail } = await runToEnd(name, command(context.environment), context);
    if (code === 0) return { ...nothingYet(), passed: 1 };
    return { ...nothingYet(), failures: [{ name, message: tail }] };
  };
}

export function vitest(name: string, packageName: string, config?: string): Run {
  const configArgs = config === undefined ? [] : ['--config', config];
  return (context) =>
    withReport(name, context, readVitestReport, (file) =>
      tool(
        'vitest',
        'vitest.mjs',
        ['run', ...configArgs, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
        { ...context.environment, cwd: packageName },
      ),
    );
}

export function playwright(name: string, packageName: string): Run {
  return (context) =>
    withReport(name, context, readPlaywrightReport, (file) => ({
      command: process.execPath,
      args: [join(repositoryRoot, packageName, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
      cwd: join(repositoryRoot, packageName),
      // Its workers force colours on; Node warns of every process that is told both.
      env: { ...context.environment, NO_COLOR: undefined, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    }));
}

/** A tool that wrote no report has crashed, and one that says "fine" with a bad exit code is not believed. */
async function withReport(
  name: string,
  context: ToolContext,
  read: (file: string) => Report,
  command: (file: string) => Command,
): Promise<Report> {
  mkdirSync(context.reportsDir, { recursive: true });
  const file = join(context.reportsDir, `${fileName(name)}.json`);
  rmSync(file, { force: true });
  const { code, tail } = await runToEnd(name, command(file), context);
  if (!existsSync(file)) return { ...nothingYet(), failures: [{ name: `${name} crashed`, message: tail }] };
  const report = read(file);
  for (const failure of report.failures) {
    if (failure.message === WITHOUT_WORDS) failure.message += ` The last lines of the tool:\n${tail}`;
  }
  if (report.failures.length > 0) return report;
  if (code !== 0) report.failures.push({ name: `${name} ended with exit code ${code}`, message: tail });
  else if (report.passed === 0) report.failures.push({ name: `${name}: nothing ran`, message: tail });
  return report;
}

async function runToEnd(name: string, command: Command, context: ToolContext): Promise<{ code: number; tail: string }> {
  const { registry, signal, logsDir } = context;
  signal.throwIfAborted();
  const logFile = join(logsDir, `${fileName(name)}.log`);
  rmSync(logFile, { force: true });
  const child = await startChild({ ...command, name, logFile });
  registry.add(child);
  const abort = () => void child.stop();
  signal.addEventListener('abort', abort, { once: true });
  const { code } = await child.exited;
  signal.removeEventListener('abort', abort);
  signal.throwIfAborted();
  return { code: code ?? 1, tail: child.tail() };
}

export function tool(
  packageName: string,
  script: string,
  args: string[],
  { cwd, ...env }: NodeJS.ProcessEnv & { cwd?: string },
): Command {
  return {
    command: process.execPath,
    args: [join(repositoryRoot, 'node_modules', packageName, script), ...args],
    cwd: join(repositoryRoot, cwd ?? '.'),
    env,
  };
}

function fileName(name: string): string {
  return name.replaceAll(/[^a-z]+/g, '-');
}
