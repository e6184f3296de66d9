import { randomBytes, randomUUID } from 'node:crypto';
import { manifestSchema, PROTOCOL_VERSION, shardSchema, syncReplySchema } from 'sync/protocol';
import { openTestStack } from 'launch/test-stack';
import { Client } from 'pg';
import { z } from 'zod';
import { median, timed, toTable } from '../samples.ts';

/**
 * 50 intents on 10 lines: one sync request against the same as calls of Medusa's own cart routes, on one backend, in turn.
 * `npm run bench -- sync-vs-core`
 */
const LINES = 10;
const ADDS_PER_LINE = 5;
const ROUNDS = 5;

const cartSchema = z.object({ cart: z.object({ id: z.string() }) });

const stack = await openTestStack();
try {
  const database = await stack.createDatabase();
  const { url } = await stack.startBackend({ database, env: { SATCHEL_OPEN_LINE_ROUTES: 'true' } });
  const headers = { 'content-type': 'application/json', 'x-publishable-api-key': database.publishableKey };
  const variantIds = await plentifulVariants(url);
  const regionId = await regionIdOf(database.url, 'eu');

  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };

  const bySync = async (): Promise<void> => {
    const uuids = Array.from({ length: LINES * ADDS_PER_LINE }, () => randomUUID());
    const mutations = uuids.map((uuid, index) => ({
      mid: index + 1,
      uuid,
      parent: uuids[index - 1] ?? null,
      v: 1,
      kind: 'cart.add',
      args: { variantId: variantIds[index % LINES], quantity: 1 },
    }));
    const reply = syncReplySchema.parse(
      await post('/store/sync', {
        proto: PROTOCOL_VERSION,
        requestId: randomUUID(),
        clientId: randomUUID(),
        secret: randomBytes(32).toString('hex'),
        principal: null,
        lane: 'cart',
        region: 'eu',
        epoch: null,
        baseRev: 0,
        noticesStored: [],
        mutations,
      }),
    );
    if (!reply.snapshot.settled || reply.snapshot.lines.length !== LINES) throw new Error('The cart did not settle.');
  };

  const byCore = async (): Promise<void> => {
    const { cart } = cartSchema.parse(await post('/store/carts', { region_id: regionId }));
    for (let index = 0; index < LINES * ADDS_PER_LINE; index++) {
      await post(`/store/carts/${cart.id}/line-items`, { variant_id: variantIds[index % LINES], quantity: 1 });
    }
  };

  await bySync();
  const times = { sync: [] as number[], core: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.sync.push(await timed(bySync));
    times.core.push(await timed(byCore));
  }
  const [ours, theirs] = [median(times.sync), median(times.core)];
  process.stdout.write(
    `${toTable([
      { what: '50 intents on 10 lines, one sync request', value: `${ours.toFixed(0)} ms` },
      { what: 'the same as 50 calls of core routes', value: `${theirs.toFixed(0)} ms` },
      { what: 'ratio', value: `${(theirs / ours).toFixed(1)} ×`, target: '≥ 15 ×' },
    ])}\n`,
  );
} finally {
  await stack.close();
}

async function plentifulVariants(url: string): Promise<string[]> {
  const manifest = manifestSchema.parse(await (await fetch(`${url}/catalog/eu/manifest`)).json());
  const ids: string[] = [];
  for (const { hash } of manifest.shards) {
    const { products } = shardSchema.parse(await (await fetch(`${url}/catalog/eu/shards/${hash}`)).json());
    for (const { variants } of products) {
      const sellable = variants.find(({ availability, price }) => availability === 'in' && price !== null);
      if (sellable) ids.push(sellable.id);
    }
  }
  if (ids.length < LINES) throw new Error(`The demo shop has ${ids.length} products in stock, ${LINES} are needed.`);
  return ids.slice(0, LINES);
}

async function regionIdOf(databaseUrl: string, slug: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(`select id from region where metadata->>'slug' = $1`, [slug]);
    if (!rows[0]) throw new Error(`There is no region ${slug}.`);
    return rows[0].id;
  } finally {
    await client.end();
  }
}
