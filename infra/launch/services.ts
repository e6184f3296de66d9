import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from './child.ts';
import { storefrontEnvironment, type EnvironmentFacts, backendEnvironment } from './environment.ts';
import { LaunchError } from './errors.ts';
import { medusa, storefrontServer } from './package-commands.ts';

/** Both answer 200 only when they can serve. */
export const READY_PATH = { backend: '/ready', storefront: '/healthz' };
export const READY_TIMEOUT_MS = 120_000;

/** Where the output goes; the name sets the log files of several servers apart. */
export type LogPlace = { logsDir: string; name?: string };

export function startBackend(facts: EnvironmentFacts, { logsDir, name = 'backend' }: LogPlace): Promise<Child> {
  const { backendPort } = facts.addresses;
  return startChild({
    ...medusa(['start', '--host', facts.settings.host, '--port', String(backendPort)], backendEnvironment(facts)),
    name: 'Backend',
    logFile: join(logsDir, `${name}.log`),
  });
}

export function startStorefront(facts: EnvironmentFacts, { logsDir, name = 'storefront' }: LogPlace): Promise<Child> {
  return startChild({
    ...storefrontServer(storefrontEnvironment(facts, readPublishableKey(facts))),
    name: 'Storefront',
    logFile: join(logsDir, `${name}.log`),
  });
}

/** Whom the storefront is to the backend: given, or written by the seed. */
export function readPublishableKey({ settings, dataDir }: EnvironmentFacts): string {
  const given = settings.environment['MEDUSA_PUBLISHABLE_KEY'];
  if (given !== undefined) return given;
  const file = join(settings.environment['SATCHEL_DATA_DIR'] ?? dataDir, 'publishable-key');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new LaunchError(
      'configuration',
      `The storefront has no publishable key: set MEDUSA_PUBLISHABLE_KEY (the admin shows it under Settings), or let "npm run seed" write ${file}.`,
      { cause },
    );
  }
}
