import { z } from 'zod';

const listSchema = z.object({
  cards: z.array(z.object({ handle: z.string(), availability: z.string() })),
});
const PATIENCE_MS = 30_000;
const POLL_MS = 200;

/** Cards of the shop's first list. A storefront that has just started answers 503 until it has read the feed. */
export async function listProducts(shopUrl: string): Promise<z.infer<typeof listSchema>['cards']> {
  const address = `${shopUrl}/api/catalog/eu/list?sort=featured&offset=0&limit=48`;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(address);
    if (response.ok) return listSchema.parse(await response.json()).cards;
    if (performance.now() > deadline) throw new Error(`${address} still answers ${response.status}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
