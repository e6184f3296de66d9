import { z } from 'zod';
import type { Shop } from './shop';

const tokenSchema = z.object({ token: z.string() });
const levelsSchema = z.object({
  variant: z.object({
    inventory_items: z
      .array(
        z.object({
          inventory_item_id: z.string(),
          inventory: z.object({
            location_levels: z
              .array(z.object({ location_id: z.string(), stocked_quantity: z.number(), reserved_quantity: z.number() }))
              .min(1),
          }),
        }),
      )
      .min(1),
  }),
});

const pricesSchema = z.object({
  variant: z.object({ prices: z.array(z.object({ amount: z.number(), currency_code: z.string() })).min(1) }),
});

const messagesSchema = z.object({
  messages: z.array(z.object({ subject: z.string(), text: z.string(), replyTo: z.object({ address: z.string() }) })),
});
const reviewsSchema = z.object({
  reviews: z.array(
    z.object({ id: z.string(), revision: z.number(), productId: z.string(), rating: z.number(), text: z.string() }),
  ),
});

export type Merchant = {
  /** In one currency; resolves with what puts it back. */
  setPrice(variantId: string, amount: number, currency: string): Promise<() => Promise<void>>;
  /** What shoppers wrote, newest first. */
  messages(): Promise<z.infer<typeof messagesSchema>['messages']>;
  /** What customers say of a product, in whatever state. */
  reviewsOf(productId: string): Promise<z.infer<typeof reviewsSchema>['reviews']>;
  /** From then on everybody can read it. */
  approve(review: { id: string; revision: number }): Promise<void>;
  /** So much less for the whole cart, to whoever has the code. */
  offer(promotion: { code: string; percent: number }): Promise<void>;
  /** Sold or not, for everybody. */
  setStatus(productId: string, status: 'published' | 'draft'): Promise<void>;
  /** At every place it is kept at; resolves with what puts it back. */
  setStock(variantId: string, pieces: number): Promise<() => Promise<void>>;
};

/** The merchant's hands: the admin API, as in life. */
export async function merchantOf({ backend, admin }: Shop): Promise<Merchant> {
  const call = async (path: string, body?: object, token?: string): Promise<unknown> => {
    const response = await fetch(`${backend.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const { token } = tokenSchema.parse(await call('/auth/user/emailpass', admin));
  return {
    async setPrice(variantId, amount, currency) {
      const path = `/admin/products/${await productOf(variantId)}/variants/${variantId}`;
      const { variant } = pricesSchema.parse(await call(`${path}?fields=id,*prices`, undefined, token));
      const before = variant.prices.map(({ amount: was, currency_code }) => ({ amount: was, currency_code }));
      const after = before.map((price) => (price.currency_code === currency ? { ...price, amount } : price));
      await call(path, { prices: after }, token);
      return async () => void (await call(path, { prices: before }, token));
    },
    messages: async () => messagesSchema.parse(await call('/admin/messages?limit=100', undefined, token)).messages,
    reviewsOf: async (productId) =>
      reviewsSchema.parse(await call(`/admin/reviews?productId=${productId}&limit=100`, undefined, token)).reviews,
    approve: async ({ id, revision }) =>
      void (await call(`/admin/reviews/${id}`, { state: 'approved', revision }, token)),
    offer: async ({ code, percent }) =>
      void (await call(
        '/admin/promotions',
        {
          code,
          type: 'standard',
          status: 'active',
          is_automatic: false,
          application_method: { type: 'percentage', target_type: 'order', value: percent },
        },
        token,
      )),
    setStatus: async (productId, status) => void (await call(`/admin/products/${productId}`, { status }, token)),
    async setStock(variantId, pieces) {
      const productId = await productOf(variantId);
      const fields = 'id,inventory_items.inventory_item_id,*inventory_items.inventory.location_levels';
      const path = `/admin/products/${productId}/variants/${variantId}?fields=${fields}`;
      const { variant } = levelsSchema.parse(await call(path, undefined, token));
      const levels = variant.inventory_items.flatMap(({ inventory_item_id: item, inventory }) =>
        inventory.location_levels.map((level) => ({ item, ...level })),
      );
      const set = async (stockOf: (level: (typeof levels)[number]) => number) => {
        for (const level of levels) {
          const address = `/admin/inventory-items/${level.item}/location-levels/${level.location_id}`;
          await call(address, { stocked_quantity: stockOf(level) }, token);
        }
      };
      // What others have ordered is spoken for.
      await set((level) => level.reserved_quantity + (level === levels[0] ? pieces : 0));
      return () => set((level) => level.stocked_quantity);
    },
  };

  async function productOf(variantId: string): Promise<string> {
    const found = z
      .object({ variants: z.array(z.object({ product_id: z.string() })).min(1) })
      .parse(await call(`/admin/product-variants?id=${variantId}&fields=id,product_id`, undefined, token));
    return found.variants[0]?.product_id ?? '';
  }
}
