import { Meilisearch } from 'meilisearch';
import { randomBytes } from 'node:crypto';
import type { Connection } from '../../src/modules/search-meilisearch/engine.ts';
import { FakeMeilisearch } from './fake-meilisearch/index.ts';

export type Target = { name: string; connection: Connection; prefix: string; close(): Promise<void> };

/** The fake, always; and the real one of `MEILISEARCH_HOST` and `MEILISEARCH_MASTER_KEY`, with indexes of its own there. */
export function targets(): Array<{ name: string; open(): Promise<Target> }> {
  const { MEILISEARCH_HOST: host, MEILISEARCH_MASTER_KEY: masterKey } = process.env;
  const real =
    host && masterKey ? [{ name: `the real Meilisearch at ${host}`, open: () => openReal({ host, masterKey }) }] : [];
  return [{ name: 'the fake Meilisearch', open: openFake }, ...real];
}

async function openFake(): Promise<Target> {
  const fake = new FakeMeilisearch();
  const host = await fake.listen();
  return {
    name: 'fake',
    connection: { host, masterKey: fake.masterKey },
    prefix: 'test',
    close: () => fake.close(),
  };
}

async function openReal(connection: Connection): Promise<Target> {
  const prefix = `test_${randomBytes(4).toString('hex')}`;
  const client = new Meilisearch({ host: connection.host, apiKey: connection.masterKey });
  return {
    name: 'real',
    connection,
    prefix,
    async close() {
      const { results } = await client.getRawIndexes({ limit: 1_000 });
      for (const { uid } of results) if (uid.startsWith(prefix)) await client.deleteIndex(uid).waitTask();
    },
  };
}
