import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Passage } from 'launch/fault-proxy';
import { Chaos, type Kill } from './chaos.ts';
import { Device } from './device.ts';
import { BITS, Oracle } from './oracle.ts';
import { bundlePage } from './page/bundle.ts';
import type { Addition } from './page/index.ts';
import { randomFrom, type Random } from './random.ts';
import { openShop, withDatabase, type TortureShop } from './shop.ts';

export type TortureOptions = {
  /** Additions asked of all devices together. */
  intents: number;
  /** Least number of processes to kill. */
  kills: number;
  /** Least number of answers to be lost after the work was done; additions are spread so that it is reached. */
  lostReplies: number;
  devices: number;
  seed: number;
  say: (line: string) => void;
  signal: AbortSignal;
};

export type TortureReport = {
  seed: number;
  asked: number;
  promised: number;
  unpromisedButThere: number;
  kills: Record<Kill, number>;
  processKills: number;
  lostReplies: { browser: number; backend: number };
  syncRequests: number;
  /** Lines whose quantity cannot be a sum of what was asked, each power once. */
  doubled: number;
  lost: number;
  /** Tabs that show something else than the server holds, carts of ours and Medusa's that differ. */
  diverged: number;
  seconds: number;
};

/** Half of all answers: more would only be waiting. */
const LOSS_SHARE = 0.5;
const BATCH = 12;
/** How far additions may be ahead of kills and losses, and kills of losses. */
const MARGIN = 0.1;
const WAKE_EVERY_MS = 700;
const LOOK_EVERY_MS = 1_000;
const HEAL_TIMEOUT_MS = 240_000;

/**
 * Real devices, a real shop, and everything dies again and again while additions are made. Afterwards the network heals, and
 * what was promised must be in Medusa's cart exactly once.
 */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const { seed, say } = options;
  const startedAt = performance.now();
  const random = randomFrom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'satchel-torture-'));
  const shop = await openShop(random);
  const devices: Device[] = [];
  try {
    const script = await bundlePage();
    for (let i = 0; i < options.devices; i++) {
      const device = new Device({ url: shop.url, script, profile: join(folder, `device-${i}`), oracle: new Oracle() });
      devices.push(device);
      await device.start();
    }
    const variantIds = await readVariants(shop);
    const chaos = new Chaos(shop, random);
    const plans = devices.map(() => planAdditions(options.intents / options.devices, variantIds, random));
    await shop.loseReplies(LOSS_SHARE);
    await suffer({ options, shop, devices, chaos, plans, random });
    say('healing');
    await heal(shop, devices, options.signal);
    const report = await judge(shop, devices);
    const lostReplies = countLost(shop);
    return {
      seed,
      asked: total(devices, ({ oracle }) => oracle.askedCount),
      promised: total(devices, ({ oracle }) => oracle.promisedCount),
      ...report,
      kills: chaos.kills,
      processKills: chaos.processes,
      lostReplies,
      syncRequests: shop.networks.browser.passages.filter(({ path }) => path === '/api/sync').length,
      seconds: Math.round((performance.now() - startedAt) / 1000),
    };
  } finally {
    for (const device of devices) await device.kill();
    await shop.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Ordeal = {
  options: TortureOptions;
  shop: TortureShop;
  devices: readonly Device[];
  chaos: Chaos;
  plans: readonly Addition[][];
  random: Random;
};

/** Shoppers add and look at their phones, chaos strikes, until there was enough of everything. */
async function suffer({ options, shop, devices, chaos, plans, random }: Ordeal): Promise<void> {
  // Whoever fails stops the others, and nobody is left behind to start a browser that nobody would end.
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const isDone = () => {
    signal.throwIfAborted();
    return chaos.processes >= options.kills && plans.every((plan) => plan.length === 0);
  };
  /** From 0 to 1: kills and losses so far, whichever is behind. Losses aim further: without additions there are no more of them. */
  const progress = () =>
    Math.min(1, chaos.processes / options.kills, lostSoFar(shop) / (options.lostReplies * (1 + 2 * MARGIN)));

  const shopping = devices.map(async (device, index) => {
    const plan = plans[index] ?? [];
    const planned = plan.length;
    while (!isDone()) {
      // Additions are spread, so that every kill meets some. Who is ahead and has nothing on the way adds a single one: without
      // something to send no answer can be lost.
      const isDue = planned - plan.length < planned * (progress() + MARGIN);
      if (device.isAlive && plan.length > 0 && (isDue || (await device.status())?.pending === 0)) {
        await device.add(random.below(2), plan.splice(0, isDue ? 1 + random.below(BATCH) : 1));
      }
      await (random.chance(0.2) ? device.wakeWorker() : device.wake());
      await delay(WAKE_EVERY_MS * (0.5 + random.below(100) / 100));
    }
  });
  /** Kills wait for losses, as long as there is anything to send: what dies before it has answered proves little. */
  const isKillDue = () => {
    const share = plans.every((plan) => plan.length === 0) ? 1 : lostSoFar(shop) / options.lostReplies + MARGIN;
    return chaos.processes < options.kills * Math.min(1, share);
  };
  const strike = async (once: () => Promise<void>): Promise<void> => {
    while (!isDone()) {
      if (!isKillDue()) {
        await delay(LOOK_EVERY_MS);
        continue;
      }
      await once();
      options.say(
        `${chaos.processes} of ${options.kills} kills, ${lostSoFar(shop)} of ${options.lostReplies} lost replies, ` +
          `${total(devices, ({ oracle }) => oracle.askedCount)} of ${options.intents} additions`,
      );
    }
  };
  const striking = devices.map((device) => strike(() => chaos.strikeDevice(device)));
  const loops = [...shopping, ...striking, strike(() => chaos.strikeServer())];
  await Promise.allSettled(loops.map((loop) => loop.catch((error: unknown) => failed.abort(error))));
  signal.throwIfAborted();
}

/** Nothing is lost or killed any more; everything must arrive. */
async function heal(shop: TortureShop, devices: readonly Device[], signal: AbortSignal): Promise<void> {
  await shop.loseReplies(0);
  const until = performance.now() + HEAL_TIMEOUT_MS;
  for (;;) {
    signal.throwIfAborted();
    const statuses = await Promise.all(
      devices.map(async (device) => {
        await device.wake();
        return device.status();
      }),
    );
    const isQuiet = statuses.every((status) => status?.state === 'saved' && status.reason === null);
    const dirty = await readDirty(shop);
    if (isQuiet && dirty.length === 0) return;
    if (performance.now() > until) {
      throw new Error(
        `Not everything came to rest: outboxes ${JSON.stringify(statuses)}, carts ${JSON.stringify(dirty)}`,
      );
    }
    await delay(500);
  }
}

async function judge(shop: TortureShop, devices: readonly Device[]) {
  const sums = { lost: 0, doubled: 0, unpromisedButThere: 0, diverged: 0 };
  for (const device of devices) {
    const { desired, medusa } = await readCart(shop, device);
    const verdict = device.oracle.judge(medusa);
    sums.lost += verdict.lost;
    sums.doubled += verdict.doubled;
    sums.unpromisedButThere += verdict.unpromisedButThere;
    for (const other of [desired, await device.shown(0), await device.shown(1)]) {
      if (!isSame(other, medusa)) sums.diverged += 1;
    }
  }
  return sums;
}

const cartSchema = z.object({
  cart: z.object({ items: z.array(z.object({ variant_id: z.string(), quantity: z.number() })) }),
});

/** Our desired lines, and Medusa's cart as any Medusa client reads it. */
async function readCart({ database, backendUrl }: TortureShop, device: Device) {
  const secret = await device.secret();
  if (!secret) throw new Error('A device has no secret.');
  const hash = createHash('sha256').update(secret, 'utf8').digest('hex');
  const { id, lines } = await withDatabase(database, async (client) => {
    const carts = await client.query<{ id: string; medusa_cart_id: string }>(
      `select distinct c.id, c.medusa_cart_id from sync_client k
       join sync_lane l on l.client_id = k.id and l.lane = 'cart'
       join sync_cart c on c.id = l.cart_id and c.medusa_cart_id is not null
       where k.secret_hash = $1`,
      [hash],
    );
    const [cart] = carts.rows;
    if (!cart || carts.rows.length > 1) throw new Error(`A device has ${carts.rows.length} carts.`);
    const found = await client.query<{ variant_id: string; quantity: number }>(
      'select variant_id, quantity from sync_line where cart_id = $1',
      [cart.id],
    );
    return { id: cart.medusa_cart_id, lines: found.rows };
  });
  const response = await fetch(`${backendUrl}/store/carts/${id}`, {
    headers: { 'x-publishable-api-key': database.publishableKey },
  });
  if (!response.ok) throw new Error(`GET /store/carts/… answered ${response.status}`);
  const { cart } = cartSchema.parse(await response.json());
  return { desired: quantitiesOf(lines), medusa: quantitiesOf(cart.items) };
}

const quantitiesOf = (lines: ReadonlyArray<{ variant_id: string; quantity: number }>): Record<string, number> =>
  Object.fromEntries(lines.map(({ variant_id, quantity }) => [variant_id, quantity]));

function isSame(one: Record<string, number> | null, other: Record<string, number>): boolean {
  if (!one || Object.keys(one).length !== Object.keys(other).length) return false;
  return Object.entries(one).every(([variantId, quantity]) => other[variantId] === quantity);
}

/** Carts of ours that Medusa's do not follow yet; `waits` is in seconds. */
async function readDirty({ database }: TortureShop): Promise<object[]> {
  return withDatabase(database, async (client) => {
    const { rows } = await client.query<object>(
      `select id, state, rev, attempts, extract(epoch from retry_at - now())::int as waits,
         (select count(*)::int from sync_line where cart_id = sync_cart.id) as lines
       from sync_cart where dirty`,
    );
    return rows;
  });
}

/** Variants with a price in the region and published, so that no line is ever refused. */
async function readVariants({ database }: TortureShop): Promise<string[]> {
  return withDatabase(database, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select v.id from product_variant v join product p on p.id = v.product_id
       where p.status = 'published' and p.deleted_at is null and v.deleted_at is null order by v.id`,
    );
    return rows.map(({ id }) => id);
  });
}

/** The powers of as many variants as it takes, mixed. */
function planAdditions(count: number, variantIds: readonly string[], random: Random): Addition[] {
  const plan = Array.from({ length: Math.floor(count) }, (_, index): Addition => {
    const variantId = variantIds[Math.floor(index / BITS)];
    if (variantId === undefined) throw new Error('There are not enough variants for so many additions.');
    return { variantId, quantity: 2 ** (index % BITS) };
  });
  for (let i = plan.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const [one, other] = [plan[i], plan[j]];
    if (one && other) [plan[i], plan[j]] = [other, one];
  }
  return plan;
}

/** Only answers to work that was done: an error that is lost is no loss. */
const countLost = ({ networks }: TortureShop) => ({
  browser: networks.browser.passages.filter(isLostWork).length,
  backend: networks.backend.passages.filter(isLostWork).length,
});

const isLostWork = ({ outcome, status }: Passage): boolean => outcome === 'lost' && status === 200;

function lostSoFar(shop: TortureShop): number {
  const { browser, backend } = countLost(shop);
  return browser + backend;
}

const total = (devices: readonly Device[], count: (device: Device) => number): number =>
  devices.reduce((sum, device) => sum + count(device), 0);
