import type { SharedWishlist } from '../wish-sharing';
import { readAnswer, type Answer } from './answer';

const DEADLINE_MS = 8_000;

/** Somebody's shared wishes, from the server alone: a device keeps nothing of other people. */
export const readSharedWishlist = (
  send: typeof fetch,
  { token, catalog }: { token: string; catalog: string },
): Promise<Answer<SharedWishlist>> =>
  readAnswer<SharedWishlist>(() =>
    send(`/api/wishlists/${encodeURIComponent(token)}/${catalog}`, { signal: AbortSignal.timeout(DEADLINE_MS) }),
  );
