import { knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CatalogFeedService } from '../../src/modules/catalog-feed/service.ts';
import { openFeed, published, type Feed } from './open-feed.ts';
import { openReader } from './reader.ts';
import { createRegion } from './shop.ts';

let feed: Feed;

beforeAll(async () => {
  feed = await openFeed();
});

afterAll(() => feed?.close());

const WRITERS = 6;
const ROUNDS = 12;

/** Draws that look random and are the same in every run. */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Writers whose transactions overlap and commit in another order than they began, some rolled back, while readers follow with
 * pages of one, three and two hundred: no cursor passes what commits late.
 */
it('loses nothing of writers that overlap and commit late', async () => {
  const { shirt, mug, region } = feed.shop;
  const readers = await Promise.all(
    [1, 3, 200].map(async (limit) => ({ limit, reader: await openReader(feed.backend.url, region) })),
  );
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const client = new Client({ connectionString: feed.database.url, application_name: 'tests' });
      await client.connect();
      return client;
    }),
  );
  const others = await feed.sql.query<{ id: string }>(
    `select product_id as id from catalog_document where region = $1 and not deleted and product_id <> all($2) order by product_id limit $3`,
    [region, [shirt.id, mug.id], WRITERS],
  );
  const ids = others.rows.map(({ id }) => id);
  expect(ids).toHaveLength(WRITERS);
  const draw = drawing(7);
  const open = new Set<number>();
  try {
    for (let round = 0; round < WRITERS * ROUNDS; round++) {
      const n = draw(WRITERS);
      const writer = writers[n];
      if (!writer) continue;
      if (open.has(n)) {
        await writer.query(draw(4) === 0 ? 'rollback' : 'commit');
        open.delete(n);
      } else {
        await writer.query('begin');
        await writer.query('update product set title = $2 where id = $1', [ids[n], `Round ${round}`]);
        open.add(n);
      }
      const { reader, limit } = readers[draw(readers.length)] ?? readers[0]!;
      await reader.catchUp(limit);
    }
    for (const n of open) await writers[n]?.query('commit');
  } finally {
    await Promise.all(writers.map((writer) => writer.end()));
  }

  const { rows: titles } = await feed.sql.query<{ id: string; title: string }>(
    'select id, title from product where id = any($1)',
    [ids],
  );
  const expected = new Map(titles.map(({ id, title }) => [id, title]));
  for (const { reader, limit } of readers) {
    await reader.until(() => ids.every((id) => reader.products.get(id)?.title === expected.get(id)));
    await reader.catchUp(limit);
  }
  const { rows } = await feed.sql.query<{ id: string; doc: unknown }>(
    'select product_id as id, doc from catalog_document where region = $1 and not deleted',
    [region],
  );
  for (const { reader } of readers) {
    expect(Object.fromEntries(reader.products)).toEqual(Object.fromEntries(rows.map(({ id, doc }) => [id, doc])));
  }
});

it('can be followed in a region that was made while another transaction was running', async () => {
  const other = new Client({ connectionString: feed.database.url, application_name: 'tests' });
  await other.connect();
  try {
    await other.query('begin');
    await other.query('select pg_current_xact_id()');
    await createRegion(feed.admin, { slug: 'feed-late', currency_code: 'eur', countries: ['no'] });
    await published(feed.backend.url, 'feed-late');
    const reader = await openReader(feed.backend.url, 'feed-late');
    expect(reader.products.size).toBeGreaterThan(0);
    await reader.catchUp();
    await other.query('commit');
    await reader.catchUp();
  } finally {
    await other.end();
  }
});

it('forgets tombstones after a month, and sends readers from before them back to the manifest', async () => {
  const { mug } = feed.shop;
  await feed.reader.catchUp();
  const before = await openReader(feed.backend.url, feed.shop.region);
  await feed.admin.post(`/products/${mug.id}`, { status: 'draft' });
  await feed.reader.until(() => !feed.reader.products.has(mug.id));
  const statusOf = async (cursor: string) =>
    (await fetch(`${feed.backend.url}/catalog/${feed.shop.region}/changes?cursor=${cursor}`)).status;
  const tombstones = async () =>
    (await feed.sql.query('select 1 from catalog_document where product_id = $1', [mug.id])).rowCount;

  await forget();
  expect(await tombstones()).toBeGreaterThan(0);
  expect(await statusOf(before.cursor)).toBe(200);

  await feed.sql.query(`update catalog_document set changed_at = now() - interval '31 days' where product_id = $1`, [
    mug.id,
  ]);
  await forget();
  expect(await tombstones()).toBe(0);
  expect(await statusOf(before.cursor)).toBe(410);
  expect(await statusOf(feed.reader.cursor)).toBe(200);
});

/** What the nightly job's last step runs. */
async function forget(): Promise<void> {
  const connection = knex({ client: 'pg', connection: feed.database.url });
  try {
    const service = new CatalogFeedService({ [ContainerRegistrationKeys.PG_CONNECTION]: connection });
    await service.forgetOldTombstones(30);
  } finally {
    await connection.destroy();
  }
}
