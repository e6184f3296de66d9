import { MAGIC } from 'sync/protocol';

export type Answer<Body> = { kind: 'ok'; body: Body } | { kind: 'gone'; status: 404 | 410 } | { kind: 'unavailable' };

/**
 * Reads an answer of our own catalog endpoints. Only what carries the magic value counts: the sign-in page of a hotel network
 * is neither a product nor proof that the product is gone.
 */
export async function readAnswer<Body>(ask: () => Promise<Response>): Promise<Answer<Body>> {
  try {
    const response = await ask();
    const body: unknown = await response.json();
    if (!isOurs(body)) return { kind: 'unavailable' };
    if (response.ok) return { kind: 'ok', body: body as Body };
    const { status } = response;
    return status === 404 || status === 410 ? { kind: 'gone', status } : { kind: 'unavailable' };
  } catch {
    return { kind: 'unavailable' };
  }
}

function isOurs(body: unknown): body is { magic: typeof MAGIC } {
  return typeof body === 'object' && body !== null && 'magic' in body && body.magic === MAGIC;
}
