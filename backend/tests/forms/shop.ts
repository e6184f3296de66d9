import type { Message } from '../../src/modules/messages/types.ts';
import type { Harness } from '../sync/harness.ts';

/** What the merchant reads on the page of messages, newest first. */
export async function messagesOf({ admin }: Harness, query = ''): Promise<Message[]> {
  return (await admin.get<{ messages: Message[] }>(`/messages?limit=100${query}`)).messages;
}

/** Of those, the ones that say this. */
export const saying = async (harness: Harness, text: string): Promise<Message[]> =>
  (await messagesOf(harness)).filter((message) => message.text === text);

export type Answer = { status: number; body: Record<string, unknown>; retryAfter: string | null };

/** What the storefront does for a page without script. */
export async function sendContact(
  { backend, shop }: Harness,
  form: unknown,
  { url = backend.url, address }: { url?: string; address?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${url}/store/contact`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-publishable-api-key': shop.publishableKey,
      ...(address && { 'x-forwarded-for': address }),
    },
    body: typeof form === 'string' ? form : JSON.stringify(form),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body, retryAfter: response.headers.get('retry-after') };
}
