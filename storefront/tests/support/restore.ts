import { expect } from '@playwright/test';
import { Client } from 'pg';
import type { Shop } from './shop';

export type Backup = {
  /** Resolves when the running shop's database has moved on from it, as after any backup that is older than a moment. */
  outlived(): Promise<void>;
  /** Puts the backup in the place of the database. Nothing may be using it. */
  restore(): Promise<void>;
};

/** A copy of the shop's database as it is now, while the shop runs: its connections are cut and come back. */
export async function backUp({ database: { name, url } }: Shop): Promise<Backup> {
  const backup = `${name}_backup`;
  await onCluster(url, (client) => [
    `alter database ${client.escapeIdentifier(name)} allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = ${client.escapeLiteral(name)}`,
    `create database ${client.escapeIdentifier(backup)} template ${client.escapeIdentifier(name)} strategy file_copy`,
    `alter database ${client.escapeIdentifier(name)} allow_connections true`,
    `alter database ${client.escapeIdentifier(backup)} allow_connections true`,
  ]);
  const before = await beatOf(url);
  return {
    outlived: () => expect.poll(() => beatOf(url), { timeout: 30_000 }).toBeGreaterThan(before + 1),
    restore: () =>
      onCluster(url, (client) => [
        `drop database ${client.escapeIdentifier(name)} with (force)`,
        `alter database ${client.escapeIdentifier(backup)} rename to ${client.escapeIdentifier(name)}`,
      ]),
  };
}

export async function epochOf({ database: { url } }: Shop): Promise<string> {
  const [row] = await rowsOf<{ epoch: string }>(url, 'select id as epoch from sync_epoch');
  if (!row) throw new Error('The shop has no epoch.');
  return row.epoch;
}

async function beatOf(url: string): Promise<number> {
  const [row] = await rowsOf<{ beat: string }>(url, 'select beat::text from sync_epoch');
  return Number(row?.beat ?? 0);
}

async function rowsOf<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function onCluster(url: string, statements: (client: Client) => string[]): Promise<void> {
  const address = new URL(url);
  address.pathname = '/postgres';
  const client = new Client({ connectionString: address.href });
  await client.connect();
  try {
    for (const statement of statements(client)) await client.query(statement);
  } finally {
    await client.end();
  }
}
