import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { LaunchError } from '../errors.ts';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium to run the journeys in: the one named, the machine's, Playwright's, or one installed now. */
export function findChromium(environment: NodeJS.ProcessEnv): string {
  const named = environment['CHROMIUM_PATH'];
  if (named) {
    if (existsSync(named)) return named;
    throw new LaunchError('configuration', `CHROMIUM_PATH is ${named}, and there is no such file.`);
  }
  const present = [...SYSTEM_PATHS, chromium.executablePath()].find((path) => existsSync(path));
  return present ?? installChromium();
}

function installChromium(): string {
  const path = '/usr/bin/chromium';
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
    if (existsSync(path)) return path;
  }
  throw new LaunchError(
    'configuration',
    `The journeys need Chromium, and none was found. Any of these helps:
  sudo apt-get install chromium
  node_modules/.bin/playwright-core install chromium
  CHROMIUM_PATH=/path/to/chromium npm test`,
  );
}
