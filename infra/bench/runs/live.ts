import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { openTestStack } from 'launch/test-stack';
import { syncReplySchema } from 'sync/protocol';
import { z } from 'zod';
import { median, percentile, toTable } from '../samples.ts';

/**
 * How soon a device has what another one of the same owner did: from the request that does it to the end of the pull that the
 * poke asked for, while other devices listen too. And what an open stream costs the backend in memory.
 * `npm run bench -- live`
 */
const ROUNDS = 50;
const STREAMS = 500;
const AT_ONCE = 20;

const productsSchema = z.object({ products: z.array(z.object({ variants: z.array(z.object({ id: z.string() })) })) });

const stack = await openTestStack();
try {
  const database = await stack.createDatabase();
  const { url, port } = await stack.startBackend({ database });
  const key = { 'x-publishable-api-key': database.publishableKey };
  const response = await fetch(`${url}/store/products?limit=1&fields=id,variants.id`, { headers: key });
  const variantId = productsSchema.parse(await response.json()).products[0]?.variants[0]?.id;
  if (!variantId) throw new Error('The demo shop has nothing to add.');

  const newSecret = () => randomBytes(32).toString('hex');
  const sync = async (clientId: string, secret: string, mutations: readonly object[]) => {
    const body = JSON.stringify({
      proto: 2,
      requestId: randomUUID(),
      clientId,
      secret,
      principal: null,
      lane: 'cart',
      region: 'eu',
      epoch: null,
      baseRev: 0,
      noticesStored: [],
      mutations,
    });
    const answer = await fetch(`${url}/store/sync`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...key },
      body,
    });
    const json: unknown = await answer.json();
    if (!answer.ok) throw new Error(`a sync answered ${answer.status}: ${JSON.stringify(json)}`);
    return syncReplySchema.parse(json).snapshot.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  };

  /** An open stream; `onPoke` is called for each poke. */
  const listen = async (secret: string, onPoke: () => void) => {
    const controller = new AbortController();
    const stream = await fetch(`${url}/store/sync/live`, {
      headers: { ...key, 'x-satchel-device': secret },
      signal: controller.signal,
    });
    if (stream.status !== 200 || !stream.body) throw new Error(`live answered ${stream.status}`);
    const { body } = stream;
    const read = async () => {
      const decoder = new TextDecoder();
      for await (const chunk of body) if (decoder.decode(chunk).includes('data: poke')) onPoke();
    };
    const ended = read().catch(() => undefined);
    return () => {
      controller.abort();
      return ended;
    };
  };

  const rounds = async () => {
    const secret = newSecret();
    const [phone, laptop] = [randomUUID(), randomUUID()];
    const times: number[] = [];
    let head: string | null = null;
    let wanted = 0;
    let arrived = () => {};
    const pull = async () => {
      if ((await sync(laptop, secret, [])) === wanted) arrived();
    };
    await sync(laptop, secret, []);
    const close = await listen(secret, () => void pull());
    for (let mid = 1; mid <= ROUNDS; mid++) {
      wanted = mid;
      const hasArrived = new Promise<void>((resolve) => (arrived = resolve));
      const uuid: string = randomUUID();
      const started = performance.now();
      const mutation = { mid, uuid, parent: head, v: 1, kind: 'cart.add', args: { variantId, quantity: 1 } };
      const sent = sync(phone, secret, [mutation]);
      await hasArrived;
      times.push(performance.now() - started);
      await sent;
      head = uuid;
    }
    await close();
    return times;
  };

  await rounds();
  const alone = await rounds();
  const before = memoryOf(port);
  const closing: Array<() => Promise<void>> = [];
  for (let opened = 0; opened < STREAMS; opened += AT_ONCE) {
    const more = Array.from({ length: AT_ONCE }, () => listen(newSecret(), () => {}));
    for (const close of await Promise.all(more)) closing.push(async () => void (await close()));
  }
  const perStream = (memoryOf(port) - before) / STREAMS / 1024;
  const among = await rounds();
  await Promise.all(closing.map((close) => close()));

  const figures = (times: readonly number[]) =>
    `${median(times).toFixed(0)} ms, ${percentile(times, 95).toFixed(0)} ms`;
  process.stdout.write(
    `${toTable([
      { what: 'a change is on another device: median, p95 of 50', value: figures(alone), target: '≤ 2 s' },
      { what: `the same while ${STREAMS} other devices listen`, value: figures(among), target: '≤ 2 s' },
      { what: `resident memory per open stream, of ${STREAMS}`, value: `${perStream.toFixed(0)} KB` },
    ])}\n`,
  );
} finally {
  await stack.close();
}

/** Resident bytes of the process that listens on `port`, as Linux tells. */
function memoryOf(port: number): number {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((table) => readFileSync(table, 'utf8').split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hex}`) && state === '0A')
    .map((columns) => `socket:[${columns[9]}]`);
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!holdsAny(pid, sockets)) continue;
    const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    if (resident) return Number(resident) * 1024;
  }
  throw new Error(`No process listens on ${port}.`);
}

function holdsAny(pid: string, sockets: readonly string[]): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => sockets.includes(readlinkSync(`/proc/${pid}/fd/${fd}`)));
  } catch {
    // It ended, belongs to somebody else, or has closed the file meanwhile.
    return false;
  }
}
