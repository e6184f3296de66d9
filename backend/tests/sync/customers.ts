import { randomUUID } from 'node:crypto';
import type { Session } from './device.ts';

const PASSWORD = 'a password of tests alone';

/** Registers a customer as the shop will, and signs in. */
export async function createCustomer(url: string, publishableKey: string): Promise<Session> {
  const email = `${randomUUID()}@example.com`;
  const post = async <T>(path: string, body: unknown, token?: string): Promise<T> => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-publishable-api-key': publishableKey,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const identity = { email, password: PASSWORD };
  const registered = await post<{ token: string }>('/auth/customer/emailpass/register', identity);
  const { customer } = await post<{ customer: { id: string } }>('/store/customers', { email }, registered.token);
  const { token } = await post<{ token: string }>('/auth/customer/emailpass', identity);
  return { customerId: customer.id, token };
}
