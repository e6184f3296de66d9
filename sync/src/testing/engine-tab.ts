import { expect, onTestFinished } from 'vitest';
import { createEngine, type EngineDeps } from '../engine.js';
import * as later from '../later.js';
import type { OutboxEntry } from '../outbox-view.js';
import type { Answer, Transport } from '../ports/transport.js';
import type { Lane } from '../protocol/intent.js';
import type { Notice } from '../protocol/sync-reply.js';
import type { PageSyncRequest } from '../protocol/sync-request.js';
import type { SyncStatus } from '../status.js';
import type { CartView } from '../view.js';
import type { WishView } from '../wish-view.js';
import { FakeClock } from './fake-clock.js';
import { FakeLifecycle } from './fake-lifecycle.js';
import { noLock } from './fake-lock.js';
import { LedgerServer } from './ledger-server.js';
import { MemoryLaneStore } from './memory-lane-store.js';
import { seededRandom } from './seeded-random.js';

export const SECRET = 's'.repeat(32);
export const CUSTOMER = 'somebody';
/** One tab over a store in memory; `answer` may speak in the server's place. */
export function openTab(over: Partial<EngineDeps> = {}, server = new LedgerServer()) {
  const world: {
    db: MemoryLaneStore;
    clock: FakeClock;
    requests: PageSyncRequest[];
    answer: ((request: PageSyncRequest) => Answer | Promise<Answer> | null) | null;
    cart: CartView | null;
    wishes: WishView | null;
    statuses: SyncStatus[];
    notices: Notice[];
    outbox: OutboxEntry[];
  } = {
    db: new MemoryLaneStore(),
    clock: new FakeClock(),
    requests: [],
    answer: null,
    cart: null,
    wishes: null,
    statuses: [],
    notices: [],
    outbox: [],
  };
  const transport: Transport = {
    post: async (request) => {
      world.requests.push(request);
      return (await world.answer?.(request)) ?? server.handle(request, SECRET, request.principal ? CUSTOMER : null);
    },
  };
  const engine = createEngine({
    db: world.db,
    transport,
    clock: world.clock,
    lock: noLock,
    random: seededRandom(4),
    lifecycle: new FakeLifecycle(),
    signal: new AbortController().signal,
    region: 'eu',
    later: async () => later,
    ...over,
  });
  engine.cart((view) => (world.cart = view));
  engine.wishlist((view) => (world.wishes = view));
  engine.status((status) => world.statuses.push(status));
  engine.notices((notices) => (world.notices = notices));
  engine.outbox((entries) => (world.outbox = entries));
  onTestFinished(() => engine.close());
  const status = () => world.statuses.at(-1);
  const count = (lane: Lane) => world.requests.filter((request) => request.lane === lane).length;
  const settled = () => expect.poll(status).toEqual({ state: 'saved', pending: 0, durable: true, reason: null });
  return Object.assign(world, { engine, server, status, count, settled });
}

/** Intents as a page makes them. */
export const add = (variantId: string, quantity = 1) => ({ kind: 'cart.add', args: { variantId, quantity } }) as const;
export const hint = {
  productId: 'p1',
  productTitle: 'Kettle',
  productHandle: 'kettle',
  variantTitle: null,
  image: 'kettle.png',
  unitPrice: { amount: 30, currency: 'eur' },
};
