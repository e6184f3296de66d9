import { readArguments } from '../arguments.ts';
import { buildChanged } from '../build.ts';
import { acquireLock } from '../lock.ts';
import { openChildRegistry } from '../orphans.ts';
import { stateDir, statePathsIn } from '../paths.ts';
import { createProgress } from '../progress.ts';
import { runCommand } from '../run-command.ts';

const HELP = `npm run build [-- --no-admin]

Builds what changed since the last build: the sync engine, the backend with the admin, the storefront.
`;

await runCommand(async (signal) => {
  const values = readArguments(HELP, { 'no-admin': { type: 'boolean' } });
  if (values === null) return 0;
  const paths = statePathsIn(stateDir);
  const progress = createProgress({ out: process.stdout, now: Date.now });
  // A running shop must not have its files replaced.
  const lock = acquireLock(paths.lock);
  const registry = openChildRegistry(paths.children);
  try {
    await buildChanged(['sync', 'backend', 'storefront'], {
      paths,
      progress,
      registry,
      signal,
      environment: process.env,
      withAdmin: !values['no-admin'],
    });
    progress.line('Everything is built.');
    return 0;
  } finally {
    await registry.close();
    lock.release();
  }
});
