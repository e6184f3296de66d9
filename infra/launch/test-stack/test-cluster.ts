import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { parseJson } from '../json.ts';
import { orphanSchema, stopOrphans, type ChildRegistry, type Orphan } from '../orphans.ts';
import { findFreePort } from '../ports.ts';
import { databaseUrl, startCluster } from '../postgres/cluster.ts';
import { isSameProcess } from '../process-identity.ts';
import { loadSecrets } from '../secrets.ts';
import { inTurn } from './turn.ts';

const FIRST_PORT = 5600;
const LEASE = 'satchel test lease';

export type TestCluster = { urlOf(database: string): string; release(): Promise<void> };

const runningSchema = z.object({ port: z.number().int(), server: orphanSchema });

type Running = z.infer<typeof runningSchema>;

/**
 * One PostgreSQL for all test runs on this checkout. Whoever comes first starts it, everyone holds a connection as a
 * lease, the last one out stops it.
 */
export async function leaseTestCluster(folder: string, registry: ChildRegistry): Promise<TestCluster> {
  mkdirSync(folder, { recursive: true });
  const { postgresPassword: password } = loadSecrets(join(folder, 'secrets.json'));
  const note = join(folder, 'cluster.json');
  return inTurn(join(folder, 'cluster.lock'), async () => {
    const running = readRunning(note) ?? (await startOne({ folder, password, registry, note }));
    const urlOf = (database: string) => databaseUrl({ port: running.port, password, database });
    const lease = new Client({ connectionString: urlOf('postgres'), application_name: LEASE });
    lease.on('error', () => undefined); // The server going away is noticed by those who use it.
    await lease.connect();
    return {
      urlOf,
      release: () =>
        inTurn(join(folder, 'cluster.lock'), async () => {
          const others = await countLeases(lease);
          await lease.end().catch(() => undefined);
          if (others > 1) return registry.forget(running.server.pid);
          await stopOrphans([running.server]);
          rmSync(note, { force: true });
        }),
    };
  });
}

async function startOne(options: {
  folder: string;
  password: string;
  registry: ChildRegistry;
  note: string;
}): Promise<Running> {
  const { folder, password, registry, note } = options;
  const { child, port } = await startCluster({
    folder: join(folder, 'postgres'),
    port: await findFreePort(FIRST_PORT),
    password,
    logFile: join(folder, 'logs/postgres.log'),
    fast: true,
  });
  registry.add(child);
  const server: Orphan = { ...child.identity, name: 'PostgreSQL', stopSignal: 'SIGINT', stopTimeoutMs: 30_000 };
  const running = { port, server };
  writeFileSync(note, JSON.stringify(running));
  return running;
}

function readRunning(note: string): Running | null {
  if (!existsSync(note)) return null;
  const running = parseJson(runningSchema, readFileSync(note, 'utf8'));
  return running !== null && isSameProcess(running.server) ? running : null;
}

async function countLeases(lease: Client): Promise<number> {
  try {
    const { rows } = await lease.query<{ count: number }>(
      'select count(*)::int as count from pg_stat_activity where application_name = $1',
      [LEASE],
    );
    return rows[0]?.count ?? 1;
  } catch {
    return 1; // The server is gone already.
  }
}
