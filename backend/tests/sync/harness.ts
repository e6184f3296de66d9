import { openTestStack, type TestDatabase, type TestServer, type TestStack } from 'launch/test-stack';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { attachReplySchema, syncErrorSchema, type AttachReply, type Lane, type SyncErrorReply } from 'sync/protocol';
import { signInAdmin, type AdminApi } from '../admin-api.ts';
import { createCustomer } from './customers.ts';
import { Device, type Session } from './device.ts';
import { checkout, placeOrder, type Checkout } from './place-order.ts';
import { createTestShop, type TestShop } from './shop.ts';

export type CartFacts = { id: string; medusaCartId: string; dirty: boolean; attempts: number; state: string };

export type Harness = {
  backend: TestServer;
  admin: AdminApi;
  shop: TestShop;
  sql: Client;
  device(options?: { region?: string; url?: string }): Device;
  /** Another server on the same database that does no background work. */
  startServer(env: NodeJS.ProcessEnv): Promise<TestServer>;
  /** A registered customer, signed in. */
  customer(): Promise<Session>;
  /** What the storefront does after a sign-in. */
  attach(device: Device, session: Session | null): Promise<{ status: number; body: AttachReply | SyncErrorReply }>;
  cartOf(device: Device, lane?: Lane): Promise<CartFacts>;
  /** Checks out through Medusa's own routes, as the shop will. */
  placeOrder(medusaCartId: string): Promise<void>;
  /** The same, step by step. */
  checkout(medusaCartId: string, url?: string): Checkout;
  /** Medusa's cart as its own API shows it: variant → quantity, in all lines. */
  coreLines(medusaCartId: string): Promise<Array<[string, number]>>;
  /** The stack and the database below it, for tests that stop and restore them. */
  stack: TestStack;
  database: TestDatabase;
  close(): Promise<void>;
};

/** A real backend on a database of its own, with a small shop in it. */
export async function openHarness(): Promise<Harness> {
  const stack: TestStack = await openTestStack();
  const database = await stack.createDatabase();
  const backend = await stack.startBackend({ database });
  const admin = await signInAdmin(backend.url, stack.admin);
  const shop = await createTestShop(admin);
  const sql = new Client({ connectionString: database.url });
  await sql.connect();
  return {
    stack,
    database,
    backend,
    admin,
    shop,
    sql,
    device: ({ region = shop.regions.one, url = backend.url } = {}) =>
      new Device({ url, publishableKey: shop.publishableKey, region }),
    startServer: (env) => stack.startBackend({ database, env: { MEDUSA_WORKER_MODE: 'server', ...env } }),
    customer: () => createCustomer(backend.url, shop.publishableKey),
    async attach({ secret }, session) {
      const response = await fetch(`${backend.url}/store/sync/attach`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-publishable-api-key': shop.publishableKey,
          ...(session && { authorization: `Bearer ${session.token}` }),
        },
        body: JSON.stringify({ proto: 2, requestId: randomUUID(), secret }),
      });
      const body: unknown = await response.json();
      return {
        status: response.status,
        body: response.ok ? attachReplySchema.parse(body) : syncErrorSchema.parse(body),
      };
    },
    async cartOf({ clientId }, lane = 'cart') {
      const found = await sql.query(
        `select c.id, substr(c.id, 2) as "medusaCartId", c.dirty, c.attempts, c.state
         from sync_lane l join sync_cart c on c.id = l.cart_id where l.client_id = $1 and l.lane = $2`,
        [clientId, lane],
      );
      return found.rows[0] as CartFacts;
    },
    placeOrder: (cartId) => placeOrder(backend.url, shop.publishableKey, cartId),
    checkout: (cartId, url = backend.url) => checkout(url, shop.publishableKey, cartId),
    async coreLines(medusaCartId) {
      const response = await fetch(`${backend.url}/store/carts/${medusaCartId}?fields=*items`, {
        headers: { 'x-publishable-api-key': shop.publishableKey },
      });
      if (!response.ok) throw new Error(`the core API answered ${response.status}: ${await response.text()}`);
      const { cart } = (await response.json()) as { cart: { items: Array<{ variant_id: string; quantity: number }> } };
      return cart.items.map((item) => [item.variant_id, item.quantity]);
    },
    async close() {
      await sql.end();
      await stack.close();
    },
  };
}
