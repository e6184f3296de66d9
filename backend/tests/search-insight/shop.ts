import type { ListedInsight } from '../../src/modules/search-insight/types.ts';
import type { Harness } from '../sync/harness.ts';

export type Answer = { status: number; body: Record<string, unknown>; retryAfter: string | null };

/** Addresses that nobody else in a test has. */
let last = 0;
export const elsewhere = (): string => `198.51.100.${(last += 1)}`;

/** What the storefront passes on. */
export async function report(
  { backend, shop }: Harness,
  body: unknown,
  { url = backend.url, address = elsewhere() }: { url?: string; address?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${url}/store/searches`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-publishable-api-key': shop.publishableKey,
      'x-forwarded-for': address,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body: answer, retryAfter: response.headers.get('retry-after') };
}

export const insightOf = ({ admin }: Harness, query = ''): Promise<ListedInsight> =>
  admin.get<ListedInsight>(`/search-insight${query}`);

export async function popularOf({ backend }: Harness, catalog: string, query = '') {
  const response = await fetch(`${backend.url}/catalog/${catalog}/popular${query}`);
  const body = (await response.json()) as { searches?: string[]; error?: { code: string } };
  return { status: response.status, cache: response.headers.get('cache-control'), ...body };
}
