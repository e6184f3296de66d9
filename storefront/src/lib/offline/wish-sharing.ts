import { MARK_HEADER } from 'sync/protocol';
import { PRINCIPAL_HEADER, type WishSharing } from '../wish-sharing';
import { readPlace } from './place';

const DEADLINE_MS = 10_000;

export type SharingOutcome =
  | { kind: 'sharing'; sharing: WishSharing }
  /** The shop has not heard of any wish yet. */
  | { kind: 'not-yet' }
  | { kind: 'too-many' }
  | { kind: 'unavailable' };

export const readSharing = () => ask('GET');
export const startSharing = () => ask('POST');
export const stopSharing = () => ask('DELETE');

async function ask(method: 'GET' | 'POST' | 'DELETE'): Promise<SharingOutcome> {
  const { principal, mark } = readPlace(document.cookie);
  try {
    const answer = await fetch('/api/wishlist/share', {
      method,
      headers: { [MARK_HEADER]: mark, ...(principal !== null && { [PRINCIPAL_HEADER]: principal }) },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const body: unknown = await answer.json();
    if (answer.ok && isSharing(body)) return { kind: 'sharing', sharing: body.sharing };
    if (answer.status === 409) return { kind: 'not-yet' };
    return { kind: answer.status === 429 ? 'too-many' : 'unavailable' };
  } catch {
    return { kind: 'unavailable' };
  }
}

const isSharing = (body: unknown): body is { sharing: WishSharing } =>
  typeof body === 'object' && body !== null && 'sharing' in body;
