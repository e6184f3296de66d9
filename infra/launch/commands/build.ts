import { parseArgs } from 'node:util';
import { buildChanged } from '../build.ts';
import { acquireLock } from '../lock.ts';
import { openChildRegistry } from '../orphans.ts';
import { stateDir, statePathsIn } from '../paths.ts';
import { createProgress } from '../progress.ts';
import { runCommand } from '../run-command.ts';

await runCommand(async (signal) => {
  const { values } = parseArgs({ options: { 'no-admin': { type: 'boolean' } } });
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
