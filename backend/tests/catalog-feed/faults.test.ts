import type { TestServer } from 'launch/test-stack';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openFeed, type Feed } from './open-feed.ts';
import { openReader } from './reader.ts';

const PATIENCE = { timeout: 60_000, interval: 50 };

let feed: Feed;

beforeAll(async () => {
  feed = await openFeed();
});

afterAll(() => feed?.close());

/** Connections of transactions that stay open; one that a failed test leaves behind is closed all the same. */
const sessions: Client[] = [];

async function openSession(): Promise<Client> {
  const session = new Client({ connectionString: feed.database.url, application_name: 'tests' });
  sessions.push(session);
  await session.connect();
  return session;
}

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.end()));
});

const titleOf = (id: string) => feed.reader.products.get(id)?.title;

it('delivers what a slow transaction commits after faster ones were read', async () => {
  const { shirt, mug } = feed.shop;
  const slow = await openSession();
  await slow.query('begin');
  await slow.query(`update product set title = 'Slow shirt' where id = $1`, [shirt.id]);
  await feed.admin.post(`/products/${mug.id}`, { title: 'Fast mug' });
  await documentsBuilt();
  await feed.reader.catchUp();
  await slow.query('commit');
  await feed.reader.until(() => titleOf(shirt.id) === 'Slow shirt' && titleOf(mug.id) === 'Fast mug');
});

it('does not let a cursor pass a document whose transaction is still running', async () => {
  const { shirt, mug, region } = feed.shop;
  const slow = await openSession();
  await slow.query('begin');
  await slow.query(
    `update catalog_document set doc = jsonb_set(doc, '{title}', '"Late shirt"'), txid = pg_current_xact_id(),
       seq = nextval('catalog_document_seq') where product_id = $1 and region = $2`,
    [shirt.id, region],
  );
  await feed.admin.post(`/products/${mug.id}`, { title: 'Early mug' });
  await documentsBuilt();
  await feed.reader.catchUp();
  const late = await openReader(feed.backend.url, region);
  await slow.query('commit');
  await feed.reader.until(() => titleOf(shirt.id) === 'Late shirt' && titleOf(mug.id) === 'Early mug');
  await late.catchUp();
  expect(late.products.get(shirt.id)?.title).toBe('Late shirt');
});

it('loses nothing when the backend is killed between building and writing', async () => {
  const { mug } = feed.shop;
  const wall = await openSession();
  await wall.query('begin');
  await wall.query('lock table catalog_document in exclusive mode');
  await feed.admin.post(`/products/${mug.id}`, { title: 'Survivor' });
  const waiting = async () => {
    const { rowCount } = await feed.sql.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          and query like '%into catalog_document%'`,
    );
    return rowCount;
  };
  await expect.poll(waiting, PATIENCE).toBe(1);
  await feed.backend.kill();
  await wall.query('rollback');
  const { rows } = await feed.sql.query('select 1 from catalog_change where product_id = $1', [mug.id]);
  expect(rows).not.toHaveLength(0);

  await feed.backend.restart();
  await feed.reader.until(() => titleOf(mug.id) === 'Survivor');
});

it('goes on after every database connection was cut', async () => {
  await feed.sql.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and application_name <> 'tests'`,
  );
  await feed.sql.query(`update product set title = 'Reconnected' where id = $1`, [feed.shop.mug.id]);
  // A request that is handed one of the cut connections may fail; the shop goes on with the next.
  const title = () =>
    feed.reader.catchUp().then(
      () => titleOf(feed.shop.mug.id),
      () => null,
    );
  await expect.poll(title, PATIENCE).toBe('Reconnected');
});

it('is built by two processes as by one', async () => {
  const second: TestServer = await feed.stack.startBackend({ database: feed.database });
  const { shirt, mug, region } = feed.shop;
  for (let round = 0; round < 40; round++) {
    await feed.sql.query('update product set title = $2 where id = any($1)', [[shirt.id, mug.id], `Round ${round}`]);
  }
  await feed.reader.until(() => titleOf(shirt.id) === 'Round 39' && titleOf(mug.id) === 'Round 39');
  const other = await openReader(second.url, region);
  await other.catchUp();
  expect(other.products).toEqual(feed.reader.products);
  await second.stop();
});

async function documentsBuilt(): Promise<void> {
  const visible = `select 1 from catalog_change where txid < pg_snapshot_xmax(pg_current_snapshot())`;
  await expect.poll(async () => (await feed.sql.query(visible)).rowCount, PATIENCE).toBe(0);
}
