import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anyFreePort } from '../ports.ts';
import { ensureDatabase, startCluster, type Cluster } from './cluster.ts';
import { removePostgresHome } from './home.ts';

let folder: string;
let port: number;
const running: Cluster[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-cluster-'));
  chmodSync(folder, 0o755);
  port = await anyFreePort();
});

afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.child.stop();
  removePostgresHome(join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<Cluster> {
  const cluster = await startCluster({
    folder: join(folder, 'postgres'),
    port,
    password: 'correct-horse',
    logFile: join(folder, 'postgres.log'),
  });
  running.push(cluster);
  return cluster;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('what was committed survives kill -9 of the server', async () => {
  const first = await start();
  await ensureDatabase(first, 'shop');
  await query(first.urlOf('shop'), 'create table kept (id int); insert into kept values (7)');
  await first.child.kill();

  const second = await start();
  expect(await query(second.urlOf('shop'), 'select id from kept')).toEqual([{ id: 7 }]);
});

test('a pid file that names somebody else does not stop the start', async () => {
  const first = await start();
  await first.child.kill();
  // The parent of the test process is certainly alive and certainly no database.
  writeFileSync(join(folder, 'postgres/data/postmaster.pid'), `${process.ppid}\n`);

  const second = await start();
  expect(await query(second.urlOf('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a server that lost its launcher is replaced', async () => {
  const first = await start();
  const second = await start();
  expect(first.child.hasExited()).toBe(true);
  expect(await query(second.urlOf('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('the password is asked for, and the wrong one is explained', async () => {
  const cluster = await start();
  const wrong = cluster.urlOf('postgres').replace('correct-horse', 'wrong');
  await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('the server listens on loopback alone and has the extensions search needs', async () => {
  const cluster = await start();
  expect(await query(cluster.urlOf('postgres'), 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  const names = await query(
    cluster.urlOf('postgres'),
    "select name from pg_available_extensions where name in ('pg_trgm', 'unaccent') order by name",
  );
  expect(names).toEqual([{ name: 'pg_trgm' }, { name: 'unaccent' }]);
});

test.runIf(process.getuid?.() === 0)('root in a folder nobody else may enter still gets a server', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'satchel-closed-'));
  const home = join(closed, '.satchel/postgres');
  try {
    const cluster = await startCluster({ folder: home, port, password: 'x', logFile: join(closed, 'postgres.log') });
    running.push(cluster);
    expect(await query(cluster.urlOf('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    for (const cluster of running.splice(0)) await cluster.child.stop();
    removePostgresHome(home);
    rmSync(closed, { recursive: true, force: true });
  }
});
