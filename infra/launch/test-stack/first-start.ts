import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { EnvironmentFacts } from '../environment.ts';
import { waitUntilHealthy } from '../health.ts';
import type { ChildRegistry } from '../orphans.ts';
import { anyFreePort } from '../ports.ts';
import { READY_PATH, READY_TIMEOUT_MS, startBackend } from '../services.ts';

const LOOK_MS = 250;
const SETTLED_TIMEOUT_MS = 180_000;

/**
 * Lets a backend do what only its first start has to do: it publishes the feed of the demo shop and fills the search's index.
 * Every copy of the database would do it again, for half of the processor time of a boot.
 */
export async function startOnce(
  facts: EnvironmentFacts,
  { logsDir, registry }: { logsDir: string; registry: ChildRegistry },
): Promise<void> {
  const backendPort = await anyFreePort();
  const addresses = { ...facts.addresses, backendPort, backendUrl: `http://127.0.0.1:${backendPort}` };
  const client = new Client({ connectionString: facts.databaseUrl });
  client.on('error', () => undefined); // The server going away is noticed by whoever asks next.
  await client.connect();
  const backend = await startBackend({ ...facts, addresses }, { logsDir, name: 'first-start' });
  registry.add(backend);
  try {
    await waitUntilHealthy(backend, addresses.backendUrl + READY_PATH.backend, { timeoutMs: READY_TIMEOUT_MS });
    await untilSettled(client);
  } finally {
    await backend.stop();
    // A copy can be made only of a database that nobody is in, and the server notices late that somebody has left.
    await client
      .query(
        'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      .finally(() => client.end());
  }
}

async function untilSettled(client: Client): Promise<void> {
  const deadline = AbortSignal.timeout(SETTLED_TIMEOUT_MS);
  while (!deadline.aborted) {
    const { rows } = await client.query<{ isSettled: boolean }>(
      `select not exists (select 1 from catalog_change)
          and not exists (select 1 from catalog_region where slug not in (select catalog from search_catalog)) as "isSettled"`,
    );
    if (rows[0]?.isSettled) return;
    await delay(LOOK_MS);
  }
  throw new Error(`The demo shop's feed and search were not there after ${SETTLED_TIMEOUT_MS / 1000} s.`);
}
