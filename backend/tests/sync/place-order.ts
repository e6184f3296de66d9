export type Checkout = {
  /** Address and payment, as the shop will. */
  prepare(): Promise<void>;
  complete(): Promise<{ status: number; body: { type?: string; code?: string } }>;
};

/** The way to an order through Medusa's own routes. */
export function checkout(url: string, publishableKey: string, cartId: string): Checkout {
  const post = (path: string, body: unknown = {}) =>
    fetch(`${url}/store${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-publishable-api-key': publishableKey },
      body: JSON.stringify(body),
    });
  const must = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await post(path, body);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    async prepare() {
      await must(`/carts/${cartId}`, { email: 'ada@example.com', shipping_address: { country_code: 'ch' } });
      const { payment_collection } = await must<{ payment_collection: { id: string } }>('/payment-collections', {
        cart_id: cartId,
      });
      await must(`/payment-collections/${payment_collection.id}/payment-sessions`, {
        provider_id: 'pp_system_default',
      });
    },
    async complete() {
      const response = await post(`/carts/${cartId}/complete`);
      return { status: response.status, body: (await response.json()) as { type?: string; code?: string } };
    },
  };
}

export async function placeOrder(url: string, publishableKey: string, cartId: string): Promise<void> {
  const { prepare, complete } = checkout(url, publishableKey, cartId);
  await prepare();
  const { status, body } = await complete();
  if (body.type !== 'order') throw new Error(`${cartId} did not become an order: ${status} ${JSON.stringify(body)}`);
}
