import { parseArgs } from 'node:util';
import { hasRedis, openTestStack } from 'launch/test-stack';
import { z } from 'zod';
import { CartClient } from '../cart-client.ts';
import { median, percentile, timed, toTable, type Row } from '../samples.ts';

/**
 * Many at once: devices with a cart each, and one cart that twenty clients fill together. Against one backend, and where there is a
 * Redis against two that share their locks through it. `npm run bench -- sync-load [--devices 200] [--requests 10]`
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { devices: { type: 'string', default: '200' }, requests: { type: 'string', default: '10' } },
});
const count = z.coerce.number().int().positive();
const DEVICES = count.parse(values.devices);
const REQUESTS_EACH = count.parse(values.requests);
const AT_ONCE = 20;
const HOT_CLIENTS = 20;
const FOLDED_ROUNDS = 10;

const productsSchema = z.object({ products: z.array(z.object({ variants: z.array(z.object({ id: z.string() })) })) });

const stack = await openTestStack();
try {
  const database = await stack.createDatabase();
  const { publishableKey } = database;
  const alone = await stack.startBackend({ database });
  const variantIds = await listVariants(alone.url);
  const variantAt = (index: number): string => variantIds[index % variantIds.length] ?? '';

  const rows = [...(await folded(alone.url)), ...(await many('', [alone.url])), ...(await hot('', [alone.url]))];
  if (hasRedis()) {
    const redis = await stack.startRedis();
    // It keeps its locks to itself.
    await alone.stop();
    const env = { REDIS_URL: redis.url, MEDUSA_WORKER_MODE: 'shared' };
    const pair = await Promise.all([stack.startBackend({ database, env }), stack.startBackend({ database, env })]);
    const urls = pair.map(({ url }) => url);
    rows.push(...(await many('two processes, ', urls)), ...(await hot('two processes, ', urls)));
  } else {
    process.stderr.write('No redis-server here: two processes are left out.\n');
  }
  process.stdout.write(`${toTable(rows)}\n`);

  async function listVariants(url: string): Promise<string[]> {
    const headers = { 'x-publishable-api-key': publishableKey };
    const response = await fetch(`${url}/store/products?limit=20&fields=id,variants.id`, { headers });
    const { products } = productsSchema.parse(await response.json());
    return products.flatMap(({ variants }) => variants.slice(0, 1).map(({ id }) => id));
  }

  function clients(length: number, urls: readonly string[], secret?: string): CartClient[] {
    return Array.from({ length }, (_, index) => {
      const url = urls[index % urls.length] ?? '';
      return new CartClient({ url, publishableKey }, secret);
    });
  }

  async function folded(url: string): Promise<Row[]> {
    const devices = clients(FOLDED_ROUNDS, [url]);
    const took = await timed(async () => {
      for (const device of devices) await device.add(...Array.from({ length: 50 }, (_, k) => variantAt(k % 10)));
    });
    return figures('50 intents on 10 lines in one request, nobody else there', devices, took);
  }

  async function many(where: string, urls: readonly string[]): Promise<Row[]> {
    const devices = clients(DEVICES, urls);
    const took = await timed(async () => {
      const left = [...devices.entries()];
      const work = async () => {
        for (let next = left.pop(); next; next = left.pop()) {
          const [index, device] = next;
          for (let k = 0; k < REQUESTS_EACH; k++) await device.add(variantAt(index + k));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    });
    return figures(`${where}${DEVICES} devices × ${REQUESTS_EACH} requests, ${AT_ONCE} at a time`, devices, took);
  }

  async function hot(where: string, urls: readonly string[]): Promise<Row[]> {
    const [owner] = clients(1, urls) as [CartClient];
    await owner.add(variantAt(0));
    const crowd = clients(HOT_CLIENTS, urls, owner.secret);
    const took = await timed(async () => {
      await Promise.all(
        crowd.map(async (client) => {
          for (let k = 0; k < REQUESTS_EACH; k++) await client.add(variantAt(0));
        }),
      );
    });
    const total = (await owner.add(variantAt(0)))[variantAt(0)];
    const expected = HOT_CLIENTS * REQUESTS_EACH + 2;
    if (total !== expected) throw new Error(`the hot cart holds ${total} instead of ${expected}`);
    return figures(`${where}one cart, ${HOT_CLIENTS} clients × ${REQUESTS_EACH} requests at once`, crowd, took);
  }
} finally {
  await stack.close();
}

function figures(what: string, clients: readonly CartClient[], milliseconds: number): Row[] {
  const times = clients.flatMap((client) => client.times);
  return [
    { what: `${what}: throughput`, value: `${((times.length / milliseconds) * 1_000).toFixed(1)} requests/s` },
    { what: 'median, p95', value: `${median(times).toFixed(0)} ms, ${percentile(times, 95).toFixed(0)} ms` },
  ];
}
