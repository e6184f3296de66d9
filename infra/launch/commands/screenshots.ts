import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LaunchError } from '../errors.ts';
import { repositoryRoot } from '../paths.ts';
import { runCommand } from '../run-command.ts';
import { findChromium } from '../test-run/chromium.ts';

const HELP = `npm run screenshots -- <address of a running shop> [view …]

  Takes every view of the shop in three widths, two themes and in Arabic, into screenshots/,
  with a sheet of all of them in screenshots/index.html.
`;

await runCommand(async () => {
  if (!URL.canParse(process.argv[2] ?? '')) throw new LaunchError('bad_usage', HELP);
  process.env['CHROMIUM_PATH'] = findChromium(process.env);
  await import(pathToFileURL(join(repositoryRoot, 'infra/bench/looks/run.ts')).href);
  return Number(process.exitCode ?? 0);
});
