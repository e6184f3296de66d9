import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { openChildRegistry } from '../orphans.ts';
import { stateDir } from '../paths.ts';
import { leaseTestCluster } from './test-cluster.ts';

/** A database with nothing in it, for tests of what needs PostgreSQL and no shop. */
export async function openEmptyDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const folder = join(stateDir, 'test');
  const registry = openChildRegistry(join(folder, `children-${process.pid}.json`));
  const cluster = await leaseTestCluster(folder, registry);
  const name = `empty_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(cluster.urlOf('postgres'), `create database ${name}`);
  return {
    url: cluster.urlOf(name),
    async close() {
      await administer(cluster.urlOf('postgres'), `drop database if exists ${name} with (force)`);
      await cluster.release();
      await registry.close();
    },
  };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
