import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { startChild, type Child } from '../child.ts';
import { LaunchError } from '../errors.ts';
import { findPostgresBinaries } from './binaries.ts';
import { preparePostgresHome, type PostgresHome } from './home.ts';
import { settlePidFile } from './pid-file.ts';

export const SUPERUSER = 'satchel';
const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 50;
/** After kill -9 the old server's workers need a moment to notice and let go of the shared memory. */
const START_ATTEMPTS = 8;
const ATTEMPT_PAUSE_MS = 1_000;

export type ClusterOptions = {
  folder: string;
  port: number;
  password: string;
  logFile: string;
  /** Trades safety against a power cut for speed: for tests. A killed process loses nothing either way. */
  fast?: boolean;
};

export type Cluster = { child: Child; port: number; urlOf(database: string): string };

/** A PostgreSQL of our own on loopback: no socket file, password required, its data in `folder`. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { port, password, logFile } = options;
  const home = preparePostgresHome({ folder: options.folder, packaged: findPostgresBinaries() });
  if (!existsSync(join(home.data, 'PG_VERSION'))) await initialise(home, password);
  const urlOf = (database: string) => databaseUrl({ port, password, database });

  for (let attempt = 1; ; attempt += 1) {
    await settlePidFile(home.data);
    const child = await startChild({
      name: 'PostgreSQL',
      command: join(home.binaries, 'bin/postgres'),
      args: ['-D', home.data, ...settingsOf({ port, fast: options.fast === true })],
      cwd: home.data,
      env: environment(home),
      logFile,
      owner: home.owner,
      stopSignal: 'SIGINT', // "fast shutdown": ends open sessions, writes everything, exits
      stopTimeoutMs: 30_000,
    });
    if (await acceptsConnections(child, urlOf('postgres'))) return { child, port, urlOf };
    await child.stop();
    if (attempt === START_ATTEMPTS) {
      throw new LaunchError('postgres_failed', `PostgreSQL did not start. The end of ${logFile}:\n\n${child.tail()}`);
    }
    await delay(ATTEMPT_PAUSE_MS);
  }
}

/** Creates the database when it is missing. */
export async function ensureDatabase(cluster: Pick<Cluster, 'urlOf'>, name: string): Promise<void> {
  const client = new Client({ connectionString: cluster.urlOf('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

export function databaseUrl({
  port,
  password,
  database,
}: {
  port: number;
  password: string;
  database: string;
}): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function settingsOf({ port, fast }: { port: number; fast: boolean }): string[] {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Only what the server needs: it has no business with our secrets. */
function environment(home: PostgresHome): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: join(home.binaries, 'lib') };
}

async function initialise(home: PostgresHome, password: string): Promise<void> {
  // Renamed into place when complete: a half-made cluster never looks like one.
  const draft = `${home.data}.draft`;
  for (const folder of [home.data, draft]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const handover = mkdtempSync(join(tmpdir(), 'satchel-initdb-'));
  const passwordFile = join(handover, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.owner) {
    for (const path of [draft, handover, passwordFile]) chownSync(path, home.owner.uid, home.owner.gid);
  }
  try {
    const initdb = spawn(
      join(home.binaries, 'bin/initdb'),
      [
        `--pgdata=${draft}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { cwd: draft, env: environment(home), stdio: ['ignore', 'pipe', 'pipe'], ...(home.owner ?? {}) },
    );
    let output = '';
    for (const stream of [initdb.stdout, initdb.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    const [code] = (await once(initdb, 'close')) as [number | null];
    if (code !== 0) throw new LaunchError('postgres_failed', `PostgreSQL could not be set up:\n\n${output}`);
    renameSync(draft, home.data);
  } finally {
    rmSync(handover, { recursive: true, force: true });
  }
}

/** False when the server ended before it was ready. */
async function acceptsConnections(child: Child, url: string): Promise<boolean> {
  const deadline = AbortSignal.timeout(READY_TIMEOUT_MS);
  while (!deadline.aborted && !child.hasExited()) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return true;
    } catch (error) {
      if (isWrongPassword(error)) throw wrongPassword(error);
      await delay(POLL_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '28P01';
}

function wrongPassword(cause: unknown): LaunchError {
  return new LaunchError(
    'postgres_failed',
    `The database in .satchel/ does not know the password in .satchel/secrets.json: the two are not of the same age.
Restore the file, or start over with: npm start -- --reset`,
    { cause },
  );
}
