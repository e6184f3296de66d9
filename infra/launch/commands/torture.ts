import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../paths.ts';
import { runCommand } from '../run-command.ts';

await runCommand(async (signal) => {
  const { run } = await import(pathToFileURL(join(repositoryRoot, 'infra/torture/run.ts')).href);
  return run(signal);
});
