import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { LaunchError } from '../errors.ts';
import { aptInstall } from './apt-install.ts';

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

const SHELL_PATH = '/usr/bin/chromium-headless-shell';

/**
 * The same engine without the browser around it, for what looks at pages only: a third less time where there is no GPU. Undefined:
 * this machine has none, and the whole Chromium does.
 */
export function findHeadlessShell(environment: NodeJS.ProcessEnv): string | undefined {
  // Whoever names a browser means that one.
  if (environment['CHROMIUM_PATH']) return undefined;
  if (!existsSync(SHELL_PATH)) aptInstall('chromium-headless-shell');
  return existsSync(SHELL_PATH) ? SHELL_PATH : undefined;
}

function installChromium(): string {
  const path = '/usr/bin/chromium';
  aptInstall('chromium');
  if (existsSync(path)) return path;
  throw new LaunchError(
    'configuration',
    `The journeys need Chromium, and none was found. Any of these helps:
  sudo apt-get install chromium
  node_modules/.bin/playwright-core install chromium
  CHROMIUM_PATH=/path/to/chromium npm test`,
  );
}
