import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { startFaultProxy, type FaultProxy } from 'launch/fault-proxy';
import { anyFreePort } from 'launch/ports';
import { openTestStack, type TestDatabase } from 'launch/test-stack';
import type { Random } from './random.ts';

const RECOVERY_LOOK_MS = 100;
const RECOVERY_LOOKS = 300;

export type TortureShop = {
  /** The one address the browsers know. */
  url: string;
  backendUrl: string;
  database: TestDatabase;
  /** In front of the storefront and in front of the backend. */
  networks: { browser: FaultProxy; backend: FaultProxy };
  /** From now on this share of sync answers is lost after the work was done; 0 heals. */
  loseReplies(share: number): Promise<void>;
  killStorefront(): Promise<void>;
  killBackend(): Promise<void>;
  /** SIGKILL to a session process: the whole database server falls over and recovers from its log. */
  crashDatabase(): Promise<void>;
  close(): Promise<void>;
};

/** The real shop, with a network that can be broken on both sides of the storefront. */
export async function openShop(random: Random): Promise<TortureShop> {
  const stack = await openTestStack();
  try {
    const database = await stack.createDatabase();
    // Quantities are the oracle here; stock would lower them.
    await withDatabase(database, (client) => client.query('update product_variant set manage_inventory = false'));
    // The cluster of the tests answers before a commit is in its log. A database that crashes here keeps its word, as a shop's does.
    await withDatabase(database, (client) =>
      client.query(`alter database ${client.escapeIdentifier(database.name)} set synchronous_commit = on`),
    );
    const backend = await stack.startBackend({ database });
    const toBackend = await startFaultProxy({ target: backend.url });
    const port = await anyFreePort();
    const toStorefront = await startFaultProxy({ target: `http://127.0.0.1:${port}` });
    const origin = toStorefront.url;
    const storefront = await stack.startStorefront({ database, backendUrl: toBackend.url, origin, port });
    return {
      url: origin,
      backendUrl: backend.url,
      database,
      networks: { browser: toStorefront, backend: toBackend },
      async loseReplies(share) {
        const when = () => random.chance(share);
        await toStorefront.set({ mode: 'lost-reply', when }, { path: '/api/sync' });
        await toBackend.set({ mode: 'lost-reply', when }, { path: '/store/sync' });
      },
      async killStorefront() {
        await storefront.kill();
        await storefront.restart();
      },
      async killBackend() {
        await backend.kill();
        await backend.restart();
      },
      crashDatabase: () => crash(database),
      async close() {
        await toStorefront.close();
        await toBackend.close();
        await stack.close();
      },
    };
  } catch (error) {
    await stack.close();
    throw error;
  }
}

/** Waits until all sessions are gone and it answers again, so that crashes do not pile up into one. */
async function crash(database: TestDatabase): Promise<void> {
  const [victim, witness] = [openSession(database), openSession(database)];
  await Promise.all([victim.connect(), witness.connect()]);
  const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
  const [session] = rows;
  if (!session) throw new Error('A session without a process.');
  const hasFallen = new Promise<void>((resolve) => witness.once('end', resolve));
  process.kill(session.pid, 'SIGKILL');
  await hasFallen;
  await victim.end().catch(() => undefined);
  for (let attempt = 0; attempt < RECOVERY_LOOKS; attempt++) {
    const isBack = await withDatabase(database, (probe) => probe.query('select 1')).then(
      () => true,
      () => false,
    );
    if (isBack) return;
    await delay(RECOVERY_LOOK_MS);
  }
  throw new Error('The database did not come back.');
}

/** One that may break at any moment: what was asked of it then fails, nothing else does. */
function openSession({ url }: TestDatabase): Client {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  return client;
}

export async function withDatabase<T>(database: TestDatabase, work: (client: Client) => Promise<T>): Promise<T> {
  const client = openSession(database);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
