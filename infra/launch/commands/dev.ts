import { join } from 'node:path';
import { readArguments } from '../arguments.ts';
import { startChild } from '../child.ts';
import { backendEnvironment, storefrontEnvironment } from '../environment.ts';
import { followLog } from '../follow-log.ts';
import { waitUntilHealthy } from '../health.ts';
import { acquireLock } from '../lock.ts';
import { packageScript } from '../package-commands.ts';
import { stateDir, statePathsIn } from '../paths.ts';
import { createProgress } from '../progress.ts';
import { ADMIN_EMAIL } from '../provision.ts';
import { runCommand, untilStopped } from '../run-command.ts';
import { READY_PATH, READY_TIMEOUT_MS, readPublishableKey } from '../services.ts';
import { loadEnvFile, parseSettings } from '../settings.ts';
import { keep, prepareShop, startBase } from '../stack.ts';

const HELP = `npm run dev

Runs the shop from its sources: the sync engine, the backend and the storefront rebuild when a file changes.
`;

/** The shop from its sources: the engine, the backend and the storefront each rebuild and restart when a file changes. */
await runCommand(async (signal) => {
  if (readArguments(HELP, {}) === null) return 0;
  loadEnvFile();
  const settings = parseSettings(process.env, { withAdmin: true });
  const paths = statePathsIn(stateDir);
  const progress = createProgress({ out: process.stdout, now: Date.now });
  const options = { settings, paths, progress, now: Date.now, signal };
  const lock = acquireLock(paths.lock);
  const followers: (() => void)[] = [];
  try {
    const base = await startBase(options);
    try {
      const { databaseUrl, secrets } = base;
      const { environment } = settings;
      const facts = await prepareShop(options, base, { packages: ['sync', 'backend'], withAdmin: false });

      const watch = (name: string, folder: string, args: string[], env: NodeJS.ProcessEnv) => {
        const logFile = join(paths.logs, `dev-${name}.log`);
        followers.push(followLog(logFile, { name: name.padEnd(10), write: progress.line }));
        const command = packageScript(folder, 'dev', { ...env, NODE_ENV: 'development' }, args);
        return keep(options, base, () => startChild({ ...command, name, logFile }));
      };
      const { backendUrl, origin, shopPort, backendPort } = facts.addresses;
      await watch('sync', 'sync', [], environment);
      const backend = await watch('backend', 'backend', [], backendEnvironment(facts));
      await watch(
        'storefront',
        'storefront',
        ['--host', settings.host, '--port', String(shopPort), '--strictPort'],
        storefrontEnvironment(facts, readPublishableKey(facts)),
      );
      await waitUntilHealthy(backend.current(), backendUrl + READY_PATH.backend, {
        timeoutMs: READY_TIMEOUT_MS,
        signal,
      });
      lock.announce({ address: origin, databaseUrl });
      progress.line(`
  Shop    ${origin}
  Admin   http://localhost:${backendPort}/app${secrets ? `, ${ADMIN_EMAIL}, ${secrets.adminPassword}` : ''}

  Stop with Ctrl-C.
`);
      await untilStopped(signal, Promise.race(base.supervised.map(({ failed }) => failed)));
    } finally {
      await progress.step('Stopping', () => base.stop());
      for (const stop of followers) stop();
    }
    return 0;
  } finally {
    lock.release();
  }
});
