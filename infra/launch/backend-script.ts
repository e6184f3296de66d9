import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { buildChanged } from './build.ts';
import { addressesOf, backendEnvironment } from './environment.ts';
import { acquireLock, findOccupant } from './lock.ts';
import { packageScript, type Command } from './package-commands.ts';
import { stateDir, statePathsIn } from './paths.ts';
import { createProgress } from './progress.ts';
import { provision } from './provision.ts';
import { runCommand } from './run-command.ts';
import { relayOutput } from './script-output.ts';
import { loadSecrets } from './secrets.ts';
import { loadEnvFile, parseSettings, type Settings } from './settings.ts';
import { startBase } from './stack.ts';

/**
 * Runs a script of the backend on the shop's database, with its output on this terminal: beside the running shop, or
 * with a database that is started for it. Without `help` the script answers `--help` itself.
 */
export function runBackendScript(script: string, args: string[], help?: string): Promise<void> {
  return runCommand(async (signal) => {
    if (help !== undefined && (args.includes('--help') || args.includes('-h'))) {
      process.stdout.write(help);
      return 0;
    }
    loadEnvFile();
    const settings = parseSettings(process.env, { withAdmin: false });
    const paths = statePathsIn(stateDir);
    const occupant = findOccupant(paths.lock);
    if (occupant?.databaseUrl) return runAttached(commandFor(script, args, settings, occupant.databaseUrl), signal);

    const lock = acquireLock(paths.lock);
    try {
      const progress = createProgress({ out: process.stdout, now: Date.now });
      const base = await startBase({ settings, paths, progress, now: Date.now, signal });
      try {
        const { registry, databaseUrl } = base;
        const { environment } = settings;
        await buildChanged(['sync', 'backend'], { paths, progress, registry, signal, environment, withAdmin: false });
        const command = commandFor(script, args, settings, databaseUrl);
        await provision({
          databaseUrl,
          backendEnv: command.env,
          logsDir: paths.logs,
          progress,
          registry,
          signal,
          adminPassword: null,
          withDemoShop: false,
          uploads: join(paths.data, 'uploads'),
          pictures: paths.pictures,
        });
        return await runAttached(command, signal);
      } finally {
        await base.stop();
      }
    } finally {
      lock.release();
    }
  });
}

function commandFor(script: string, args: string[], settings: Settings, databaseUrl: string): Command {
  const paths = statePathsIn(stateDir);
  const env = backendEnvironment({
    settings,
    databaseUrl,
    dataDir: paths.data,
    compileCacheDir: paths.compileCache,
    addresses: addressesOf(settings, settings),
    secrets: settings.mode === 'embedded' ? loadSecrets(paths.secrets) : null,
  });
  return packageScript('backend', script, env, args.map(absolute));
}

/** The script runs in another folder: a path given here is meant from here. */
function absolute(argument: string): string {
  const from = process.env['INIT_CWD'] ?? process.cwd();
  return argument.startsWith('-') || !/[./\\]/.test(argument) ? argument : resolve(from, argument);
}

async function runAttached({ command, args, cwd, env }: Command, signal: AbortSignal): Promise<number> {
  // Warnings about old calls inside dependencies help nobody who imports a file.
  const child = spawn(command, args, {
    cwd,
    env: { ...env, NODE_NO_WARNINGS: '1' },
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const [[code]] = await Promise.all([
    once(child, 'exit') as Promise<[number | null]>,
    relayOutput(child.stdout, (text) => process.stdout.write(text)),
    relayOutput(child.stderr, (text) => process.stderr.write(text)),
  ]);
  signal.removeEventListener('abort', stop);
  return code ?? 130;
}
