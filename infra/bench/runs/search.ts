import { openTestStack } from 'launch/test-stack';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { bucketOf, shopProduct } from 'sync/testing';
import { percentile, toTable, type Row } from '../samples.ts';
import { SEARCHES, TYPED } from '../searches.ts';

/** What the backend's search takes, with PostgreSQL. `npm run bench -- search`; smaller with BENCH_PRODUCTS=1000. */
const PRODUCTS = Number(process.env['BENCH_PRODUCTS'] ?? 10_000);
const ROUNDS = 20;
const PATIENCE_MS = 120_000;
const SETTLED_MS = 3_000;
const REGION = 'eu';

process.stdout.write(`${toTable(await onServer(PRODUCTS))}\n`);

async function onServer(products: number): Promise<Row[]> {
  const stack = await openTestStack();
  try {
    const database = await stack.createDatabase();
    const { url } = await stack.startBackend({ database });
    const ask = async (text: string): Promise<string[]> => {
      const response = await fetch(
        `${url}/catalog/${REGION}/search?${new URLSearchParams({ q: text, limit: '1000' })}`,
      );
      return response.ok ? ((await response.json()) as { ids: string[] }).ids : [];
    };
    const fillFrom = performance.now();
    await fillFeed(database.url, products);
    await untilFollowed(database.url, fillFrom + PATIENCE_MS);
    const fillMs = performance.now() - fillFrom - SETTLED_MS;
    const timesOf = async (texts: readonly string[]): Promise<number[]> => {
      const times: number[] = [];
      for (const text of texts) {
        const from = performance.now();
        await ask(text);
        times.push(performance.now() - from);
      }
      return times;
    };
    await timesOf(SEARCHES);
    const times = await timesOf(Array.from({ length: ROUNDS }, () => SEARCHES).flat());
    const letters = await timesOf(TYPED);
    return [
      {
        what: `backend, PostgreSQL, ${products} products: from the feed into the index`,
        value: `${(fillMs / 1000).toFixed(0)} s`,
      },
      {
        what: `GET /catalog/${REGION}/search, p50 / p95 of ${times.length}`,
        value: spread(times),
        target: 'p95 ≤ 60 ms',
      },
      {
        what: `the same after each letter, p50 / p95 of ${letters.length}`,
        value: spread(letters),
        target: 'p95 ≤ 60 ms',
      },
    ];
  } finally {
    await stack.close();
  }
}

/** The index follows the feed every second, and writes down how far it is: it has caught up when that stays as it is. */
async function untilFollowed(databaseUrl: string, deadline: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let before: string | undefined;
    let changedAt = performance.now();
    while (before === undefined || performance.now() < changedAt + SETTLED_MS) {
      if (performance.now() > deadline) throw new Error('the index does not get what the feed has');
      await setTimeout(200);
      const { rows } = await client.query<{ state: string }>(
        `select cursor || ' ' || (select count(*) from search_word where catalog = $1) as state
           from search_catalog where catalog = $1`,
        [REGION],
      );
      if (rows[0]?.state === before) continue;
      before = rows[0]?.state;
      changedAt = performance.now();
    }
  } finally {
    await client.end();
  }
}

/** Documents straight into the feed: making ten thousand products in Medusa takes an hour and is not what is measured. */
async function fillFeed(databaseUrl: string, products: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (let first = 0; first < products; first += 500) {
    const documents = Array.from({ length: Math.min(500, products - first) }, (_, at) => shopProduct(first + at));
    const rows = documents.map((doc) => ({ id: doc.id, slot: bucketOf(doc.id, 65_536), doc }));
    await client.query(
      `insert into catalog_document (product_id, region, slot, doc, hash, seq, txid)
       select r.id, $2, r.slot, r.doc, 'bench', nextval('catalog_document_seq'), pg_current_xact_id()
         from jsonb_to_recordset($1::jsonb) as r(id text, slot integer, doc jsonb)`,
      [JSON.stringify(rows), REGION],
    );
  }
  await client.end();
}

function spread(times: readonly number[]): string {
  return `${percentile(times, 50).toFixed(1)} / ${percentile(times, 95).toFixed(1)} ms`;
}
