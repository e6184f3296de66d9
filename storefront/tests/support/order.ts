import { z } from 'zod';
import { newestMedusaCartId } from './medusa-cart';
import type { Shop } from './shop';
import { PASSWORD } from './shopper';

const tokenSchema = z.object({ token: z.string() });
const optionsSchema = z.object({ shipping_options: z.array(z.object({ id: z.string() })).min(1) });
const paymentSchema = z.object({ payment_collection: z.object({ id: z.string() }) });

/** Orders what this customer has in the cart that was made last, the way the shop will. */
export async function orderAs(shop: Shop, email: string): Promise<void> {
  const { url } = shop.backend;
  const ask = async (path: string, body?: object, token?: string): Promise<unknown> => {
    const response = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        'content-type': 'application/json',
        'x-publishable-api-key': shop.database.publishableKey,
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const { token } = tokenSchema.parse(await ask('/auth/customer/emailpass', { email, password: PASSWORD }));
  const cartId = await newestMedusaCartId(shop);
  const post = (path: string, body: object = {}) => ask(`/store${path}`, body, token);
  const address = {
    first_name: 'Sam',
    last_name: 'S',
    address_1: 'Road 1',
    city: 'Berlin',
    postal_code: '10115',
    country_code: 'de',
  };
  await post(`/carts/${cartId}`, { email, shipping_address: address });
  const { shipping_options } = optionsSchema.parse(
    await ask(`/store/shipping-options?cart_id=${cartId}`, undefined, token),
  );
  await post(`/carts/${cartId}/shipping-methods`, { option_id: shipping_options[0]?.id });
  const { payment_collection } = paymentSchema.parse(await post('/payment-collections', { cart_id: cartId }));
  await post(`/payment-collections/${payment_collection.id}/payment-sessions`, { provider_id: 'pp_system_default' });
  await post(`/carts/${cartId}/complete`);
}
