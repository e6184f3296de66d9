import { randomUUID } from 'node:crypto';
import type { Harness } from '../sync/harness.ts';
import { add, type Session } from '../sync/device.ts';

export type Answer<T = Record<string, unknown>> = { status: number; body: T; retryAfter: string | null; text: string };

export type Form = Record<string, unknown>;

/** A form with everything in it; what is given goes over it. */
export const formOf = (productId: string, over: Form = {}): Form => ({
  uuid: randomUUID(),
  productId,
  rating: 5,
  title: 'As it should be',
  text: 'Used it every day for a month.',
  name: 'Mara K.',
  language: 'en',
  ...over,
});

/** What the storefront asks of the review addresses. */
export function reviewsOf(harness: Harness, url = harness.backend.url) {
  const ask = async <T>(method: string, path: string, session: Session | null, body?: unknown): Promise<Answer<T>> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-publishable-api-key': harness.shop.publishableKey,
        ...(session && { authorization: `Bearer ${session.token}` }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, body: JSON.parse(text) as T, retryAfter, text };
  };
  return {
    send: <T = { review: Own }>(session: Session | null, form: unknown) =>
      ask<T>('POST', '/store/reviews', session, form),
    mine: (session: Session | null, query = '') =>
      ask<{ reviews: Own[]; count: number }>('GET', `/store/reviews/mine${query}`, session),
    remove: (session: Session | null, id: string) => ask('DELETE', `/store/reviews/${id}`, session),
    of: (productId: string, query = '') => ask<Shown>('GET', `/store/products/${productId}/reviews${query}`, null),
  };
}

export type Public = { id: string; rating: number; title: string; text: string; name: string; isVerified: boolean };
export type Own = Public & { productId: string; state: string };
export type Shown = {
  rating: { average: number; count: number } | null;
  stars: Record<string, number>;
  reviews: Public[];
  count: number;
};

export type Merchants = Omit<Own, 'isVerified'> & {
  revision: number;
  customerId: string | null;
  lineItemId: string | null;
};

/** The merchant's queue of a product. */
export async function queueOf({ admin }: Harness, productId: string, query = ''): Promise<Merchants[]> {
  return (await admin.get<{ reviews: Merchants[] }>(`/reviews?productId=${productId}&limit=100${query}`)).reviews;
}

/** The merchant reads what there is about a product and gives one verdict on it. */
export async function moderate(harness: Harness, reviewId: string, productId: string, state: string): Promise<void> {
  const review = (await queueOf(harness, productId)).find(({ id }) => id === reviewId);
  await harness.admin.post(`/reviews/${reviewId}`, { state, revision: review?.revision });
}

/** The customer orders these variants, which need no delivery; resolves with the id of the order. */
export async function buy(harness: Harness, session: Session, variantIds: readonly string[]): Promise<string> {
  const device = harness.device().signedIn(session);
  await device.sync(...variantIds.map((id) => add(id)));
  const { medusaCartId } = await harness.cartOf(device);
  const post = async <T>(path: string, body: unknown = {}): Promise<T> => {
    const response = await fetch(`${harness.backend.url}/store${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-publishable-api-key': harness.shop.publishableKey,
        authorization: `Bearer ${session.token}`,
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  await post(`/carts/${medusaCartId}`, { shipping_address: { country_code: 'ch' } });
  const { payment_collection } = await post<{ payment_collection: { id: string } }>('/payment-collections', {
    cart_id: medusaCartId,
  });
  await post(`/payment-collections/${payment_collection.id}/payment-sessions`, { provider_id: 'pp_system_default' });
  const { order } = await post<{ order: { id: string } }>(`/carts/${medusaCartId}/complete`);
  return order.id;
}
