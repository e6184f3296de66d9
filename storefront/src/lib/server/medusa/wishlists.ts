import * as z from 'zod';
import type { WishSharing } from '../../wish-sharing';
import type { Env } from '../env';
import { StorefrontError } from '../errors';

const TIMEOUT_MS = 10_000;

const sharedSchema = z.object({
  wishes: z.array(z.object({ variantId: z.string(), productId: z.string().nullable() })),
});
const sharingSchema = z.object({ sharing: z.object({ token: z.string().nullable(), earlier: z.int() }) });
const refusalSchema = z.object({ code: z.string(), message: z.string() });

export type SharedVariants =
  | { kind: 'shared'; wishes: Array<{ variantId: string; productId: string | null }> }
  | { kind: 'ended' }
  | { kind: 'unknown' };

export type Sharer = {
  secret: string;
  /** Of the customer the page speaks for; absent for the device. */
  principal?: string | undefined;
  token?: string | undefined;
  /** Of the browser. */
  address: string;
};

export type SharingAnswer =
  { kind: 'sharing'; sharing: WishSharing } | { kind: 'refused'; status: number; code: string; message: string };

/** What Medusa says about shared wishlists. Throws `backend_unavailable` when it says nothing useful. */
export type Wishlists = {
  shared(token: string, address: string): Promise<SharedVariants>;
  sharing(method: 'GET' | 'POST' | 'DELETE', sharer: Sharer): Promise<SharingAnswer>;
};

export function createWishlists({
  BACKEND_URL,
  MEDUSA_PUBLISHABLE_KEY,
}: Pick<Env, 'BACKEND_URL' | 'MEDUSA_PUBLISHABLE_KEY'>): Wishlists {
  async function ask(path: string, init: RequestInit): Promise<{ status: number; json: unknown }> {
    try {
      const answer = await fetch(BACKEND_URL + path, {
        ...init,
        headers: { accept: 'application/json', 'x-publishable-api-key': MEDUSA_PUBLISHABLE_KEY, ...init.headers },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: answer.status, json: await answer.json() };
    } catch (cause) {
      // The path has a link in it that opens a wishlist, so it stays out of the log.
      throw new StorefrontError('backend_unavailable', 'No answer about a wishlist', { cause });
    }
  }

  return {
    async shared(token, address) {
      const path = `/store/wishlists/${encodeURIComponent(token)}`;
      const { status, json } = await ask(path, { headers: { 'x-forwarded-for': address } });
      if (status === 404) return { kind: 'unknown' };
      if (status === 410) return { kind: 'ended' };
      const found = sharedSchema.safeParse(json).data;
      if (status !== 200 || !found) throw unexpected(status);
      return { kind: 'shared', wishes: found.wishes };
    },
    async sharing(method, { secret, principal, token, address }) {
      const { status, json } = await ask('/store/wishlist/share', {
        method,
        headers: {
          'x-satchel-device': secret,
          'x-forwarded-for': address,
          ...(principal !== undefined && { 'x-satchel-principal': principal }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
      });
      const found = sharingSchema.safeParse(json).data;
      if (status === 200 && found) return { kind: 'sharing', sharing: found.sharing };
      const refusal = refusalSchema.safeParse(json).data;
      if (status >= 500 || !refusal) throw unexpected(status);
      return { kind: 'refused', status, ...refusal };
    },
  };
}

const unexpected = (status: number) =>
  new StorefrontError('backend_unavailable', `A question about a wishlist was answered ${status}, which says nothing`);
