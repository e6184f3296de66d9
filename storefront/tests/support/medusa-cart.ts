import { Client } from 'pg';
import { z } from 'zod';
import type { Shop } from './shop';

const cartSchema = z.object({
  cart: z.object({ items: z.array(z.object({ variant_id: z.string(), quantity: z.number() })) }),
});

/** variant id → quantity of Medusa's own cart, read the way any Medusa client would. */
export async function readMedusaCart({ backend, database }: Shop, cartId: string): Promise<Record<string, number>> {
  const response = await fetch(`${backend.url}/store/carts/${cartId}`, {
    headers: { 'x-publishable-api-key': database.publishableKey },
  });
  if (!response.ok) throw new Error(`GET /store/carts/${cartId} answered ${response.status}`);
  const { cart } = cartSchema.parse(await response.json());
  return Object.fromEntries(cart.items.map((item) => [item.variant_id, item.quantity]));
}

/** The Medusa cart of the device that made a cart last. */
export async function newestMedusaCartId({ database }: Shop): Promise<string> {
  const [newest] = await query<{ medusa_cart_id: string | null }>(
    database.url,
    "select medusa_cart_id from sync_cart where lane = 'cart' order by created_at desc limit 1",
  );
  if (!newest?.medusa_cart_id) throw new Error('No device has a Medusa cart yet.');
  return newest.medusa_cart_id;
}

/** Ids of the variants whose stock Medusa does not count. */
export async function unlimitedVariants({ database }: Shop): Promise<Set<string>> {
  const rows = await query<{ id: string }>(database.url, 'select id from product_variant where not manage_inventory');
  return new Set(rows.map(({ id }) => id));
}

export async function query<Row extends object>(url: string, text: string, values: string[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
