import { openTestStack } from 'launch/test-stack';
import { Agent, request } from 'node:http';
import { listProducts } from '../list-products.ts';
import { median, percentile, toTable } from '../samples.ts';

/**
 * Server-rendered product pages per second, ten connections, every page another product. Loopback only, bounded in time.
 * Medusa's own storefront managed 14.4 a second (p99 1,010 ms) on 2 cores.
 * `npm run bench -- ssr`
 */
const CONNECTIONS = 10;
const WARM_UP_MS = 3_000;
const ROUND_MS = 8_000;
const ROUNDS = 3;
const RIVAL_PER_SECOND = 14.4;

const stack = await openTestStack();
try {
  const database = await stack.createDatabase();
  const backend = await stack.startBackend({ database });
  const { url } = await stack.startStorefront({ database, backendUrl: backend.url });
  const handles = (await listProducts(url)).map(({ handle }) => handle);

  await load(url, handles, WARM_UP_MS);
  const rates: number[] = [];
  const latencies: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = await load(url, handles, ROUND_MS);
    rates.push(times.length / (ROUND_MS / 1000));
    latencies.push(...times);
  }
  const perSecond = median(rates);
  process.stdout.write(
    `${toTable([
      {
        what: 'SSR product page, 10 connections',
        value: `${perSecond.toFixed(0)} req/s, p99 ${percentile(latencies, 99).toFixed(0)} ms`,
      },
      {
        what: `against ${RIVAL_PER_SECOND} req/s`,
        value: `${(perSecond / RIVAL_PER_SECOND).toFixed(1)} ×`,
        target: '≥ 20 ×',
      },
    ])}\n`,
  );
} finally {
  await stack.close();
}

/** The time of every request that was answered within the round. */
async function load(url: string, handles: readonly string[], durationMs: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + durationMs;
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        const handle = handles[next++ % handles.length];
        times.push(await get(`${url}/p/${handle}`, agent));
      }
    }),
  );
  agent.destroy();
  return times;
}

function get(address: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    request(address, { agent }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200
          ? resolve(performance.now() - from)
          : reject(new Error(`${address} answered ${response.statusCode}`)),
      );
    })
      .once('error', reject)
      .end();
  });
}
