import { rmSync } from 'node:fs';
import { readArguments } from '../arguments.ts';
import { acquireLock } from '../lock.ts';
import { stateDir, statePathsIn } from '../paths.ts';
import { removePostgresHome } from '../postgres/home.ts';
import { createProgress, formatElapsed, type Progress } from '../progress.ts';
import { ADMIN_EMAIL } from '../provision.ts';
import { readOrphans, stopOrphans } from '../orphans.ts';
import { runCommand, untilStopped } from '../run-command.ts';
import { loadEnvFile, parseSettings, type Settings } from '../settings.ts';
import { startStack, type Stack } from '../stack.ts';

const HELP = `npm start [-- options]

Installs, builds and runs the whole shop on this machine.

  --reset      forget everything first: database, uploads, secrets, builds
  --no-admin   leave out the admin (a faster first start)
  --help       this text

Settings are environment variables or lines in .env; .env.example lists them.
`;

await runCommand(async (signal) => {
  const values = readArguments(HELP, { reset: { type: 'boolean' }, 'no-admin': { type: 'boolean' } });
  if (values === null) return 0;
  const startedAt = Number(process.env['SATCHEL_STARTED_AT'] ?? Date.now());
  loadEnvFile();
  const settings = parseSettings(process.env, { withAdmin: !values['no-admin'] });
  const paths = statePathsIn(stateDir);
  const progress = createProgress({ out: process.stdout, now: Date.now });
  const lock = acquireLock(paths.lock);
  try {
    if (values.reset) await reset(progress, settings);
    const stack = await startStack({ settings, paths, progress, now: Date.now, signal });
    lock.announce({ address: stack.addresses.origin, databaseUrl: stack.databaseUrl });
    progress.line(summary(stack, settings, formatElapsed(Date.now() - startedAt)));
    try {
      await untilStopped(signal, stack.failed);
    } finally {
      await progress.step('Stopping', () => stack.stop());
    }
    return 0;
  } finally {
    lock.release();
  }
});

/** Everything but the lock we hold. */
async function reset(progress: Progress, { mode }: Settings): Promise<void> {
  const paths = statePathsIn(stateDir);
  await progress.step('Starting over', async () => {
    await stopOrphans(readOrphans(paths.children));
    removePostgresHome(paths.postgres);
    const rest = [paths.data, paths.logs, paths.builds, paths.compileCache, paths.children, paths.secrets];
    for (const path of rest) rmSync(path, { recursive: true, force: true });
  });
  if (mode === 'production') progress.line('  The database of DATABASE_URL is yours and was left alone.');
}

function summary({ addresses, secrets }: Stack, settings: Settings, elapsed: string): string {
  const admin =
    settings.withAdmin && secrets
      ? `  Admin   http://localhost:${addresses.backendPort}/app
          ${ADMIN_EMAIL}
          ${secrets.adminPassword}`
      : `  Backend ${addresses.backendUrl}`;
  return `
Satchel is open (${elapsed}).

  Shop    ${addresses.origin}
${admin}
  Data    ${stateDir} (logs in logs/)

  Stop with Ctrl-C. Start over with: npm start -- --reset
`;
}
