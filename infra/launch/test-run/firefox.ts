import { existsSync } from 'node:fs';
import { LaunchError } from '../errors.ts';
import { aptInstall } from './apt-install.ts';

const PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** A Firefox to check the store contract in: the one named, the machine's, or one installed now. Without any, those tests say so and skip. */
export function findFirefox(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment['FIREFOX_PATH'];
  if (named) {
    if (existsSync(named)) return named;
    throw new LaunchError('configuration', `FIREFOX_PATH is ${named}, and there is no such file.`);
  }
  const present = PATHS.find((path) => existsSync(path));
  if (present) return present;
  aptInstall('firefox-esr');
  return PATHS.find((path) => existsSync(path));
}
