import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LaunchError } from '../errors.ts';
import { repositoryRoot } from '../paths.ts';
import { runCommand } from '../run-command.ts';

const folder = join(repositoryRoot, 'infra/bench/runs');

await runCommand(async () => {
  const [name = ''] = process.argv.slice(2);
  const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  const file = join(folder, `${name}.ts`);
  if (!names.includes(name) || !existsSync(file)) {
    throw new LaunchError('bad_usage', `Which bench? npm run bench -- ${names.join(' | ')}`);
  }
  await import(pathToFileURL(file).href);
  return 0;
});
