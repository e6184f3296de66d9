import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../paths.ts';
import { runCommand } from '../run-command.ts';

await runCommand(async () => {
  await import(pathToFileURL(join(repositoryRoot, 'sync/src/testing/simulation/cli.ts')).href);
  return Number(process.exitCode ?? 0);
});
