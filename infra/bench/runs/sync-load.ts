import { randomBytes, randomUUID } from 'node:crypto';
import { syncReplySchema } from 'sync/protocol';
import { openTestStack } from 'launch/test-stack';
import { z } from 'zod';
import { median, percentile, timed, toTable, type Row } from '../samples.ts';

/**
 * Many at once against one backend: devices with a cart each, and one cart that twenty clients fill together.
 * `npm run bench -- sync-load`
 */
const DEVICES = 200;
const INTENTS_EACH = 10;
const AT_ONCE = 20;
const HOT_CLIENTS = 20;
const FOLDED_ROUNDS = 10;

const productsSchema = z.object({ products: z.array(z.object({ variants: z.array(z.object({ id: z.string() })) })) });

const stack = await openTestStack();
try {
  const database = await stack.createDatabase();
  const { url } = await stack.startBackend({ database });
  const headers = { 'content-type': 'application/json', 'x-publishable-api-key': database.publishableKey };
  const response = await fetch(`${url}/store/products?limit=20&fields=id,variants.id`, { headers });
  const variantIds = productsSchema
    .parse(await response.json())
    .products.flatMap(({ variants }) => variants.slice(0, 1).map(({ id }) => id));

  class Client {
    readonly #id = randomUUID();
    #mid = 0;
    #head: string | null = null;
    readonly times: number[] = [];
    readonly secret: string;

    constructor(secret = randomBytes(32).toString('hex')) {
      this.secret = secret;
    }

    async send(...variantIds: string[]): Promise<Record<string, number>> {
      const mutations = variantIds.map((variantId) => {
        const uuid = randomUUID();
        const parent = this.#head;
        this.#head = uuid;
        return { mid: ++this.#mid, uuid, parent, v: 1, kind: 'cart.add', args: { variantId, quantity: 1 } };
      });
      const body = JSON.stringify({
        proto: 2,
        requestId: randomUUID(),
        clientId: this.#id,
        secret: this.secret,
        principal: null,
        lane: 'cart',
        region: 'eu',
        epoch: null,
        baseRev: 0,
        noticesStored: [],
        mutations,
      });
      const started = performance.now();
      const answer = await fetch(`${url}/store/sync`, { method: 'POST', headers, body });
      const json: unknown = await answer.json();
      this.times.push(performance.now() - started);
      if (!answer.ok) throw new Error(`a sync answered ${answer.status}: ${JSON.stringify(json)}`);
      const { snapshot } = syncReplySchema.parse(json);
      return Object.fromEntries(snapshot.lines.map((line) => [line.variantId, line.quantity]));
    }
  }

  const variantAt = (index: number): string => variantIds[index % variantIds.length] ?? '';

  const folded = Array.from({ length: FOLDED_ROUNDS }, () => new Client());
  const foldedMs = await timed(async () => {
    for (const client of folded) await client.send(...Array.from({ length: 50 }, (_, k) => variantAt(k % 10)));
  });

  const many = Array.from({ length: DEVICES }, () => new Client());
  const manyMs = await timed(async () => {
    const waiting = [...many.entries()];
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [index, client] = next;
        for (let k = 0; k < INTENTS_EACH; k++) await client.send(variantAt(index + k));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });

  const owner = new Client();
  await owner.send(variantAt(0));
  const hot = Array.from({ length: HOT_CLIENTS }, () => new Client(owner.secret));
  const hotMs = await timed(async () => {
    await Promise.all(
      hot.map(async (client) => {
        for (let k = 0; k < INTENTS_EACH; k++) await client.send(variantAt(0));
      }),
    );
  });
  const total = (await owner.send(variantAt(0)))[variantAt(0)];
  const expected = HOT_CLIENTS * INTENTS_EACH + 2;
  if (total !== expected) throw new Error(`the hot cart holds ${total} instead of ${expected}`);

  const rows = [
    ...figures('50 intents on 10 lines in one request, nobody else there', folded, foldedMs),
    ...figures(`${DEVICES} devices × ${INTENTS_EACH} requests, ${AT_ONCE} at a time`, many, manyMs),
    ...figures(`one cart, ${HOT_CLIENTS} clients × ${INTENTS_EACH} requests at once`, hot, hotMs),
  ];
  process.stdout.write(`${toTable(rows)}\n`);

  function figures(what: string, clients: readonly Client[], milliseconds: number): Row[] {
    const times = clients.flatMap((client) => client.times);
    return [
      { what: `${what}: throughput`, value: `${((times.length / milliseconds) * 1_000).toFixed(1)} requests/s` },
      { what: 'median, p95', value: `${median(times).toFixed(0)} ms, ${percentile(times, 95).toFixed(0)} ms` },
    ];
  }
} finally {
  await stack.close();
}
