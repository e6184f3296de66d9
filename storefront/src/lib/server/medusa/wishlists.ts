import * as z from 'zod';
import type { WishSharing } from '../../wish-sharing';
import { createAsk, unexpected, type MedusaEnv } from './ask';

/** The path has a link in it that opens a wishlist, so it stays out of the log. */
const NAME = 'a question about a wishlist';

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

export function createWishlists(env: MedusaEnv): Wishlists {
  const ask = createAsk(env);

  return {
    async shared(token, address) {
      const path = `/store/wishlists/${encodeURIComponent(token)}`;
      const { status, json } = await ask(path, { name: NAME, headers: { 'x-forwarded-for': address } });
      if (status === 404) return { kind: 'unknown' };
      if (status === 410) return { kind: 'ended' };
      const found = sharedSchema.safeParse(json).data;
      if (status !== 200 || !found) throw unexpected(NAME, status);
      return { kind: 'shared', wishes: found.wishes };
    },
    async sharing(method, { secret, principal, token, address }) {
      const { status, json } = await ask('/store/wishlist/share', {
        name: NAME,
        method,
        token,
        headers: {
          'x-satchel-device': secret,
          'x-forwarded-for': address,
          ...(principal !== undefined && { 'x-satchel-principal': principal }),
        },
      });
      const found = sharingSchema.safeParse(json).data;
      if (status === 200 && found) return { kind: 'sharing', sharing: found.sharing };
      const refusal = refusalSchema.safeParse(json).data;
      if (status >= 500 || !refusal) throw unexpected(NAME, status);
      return { kind: 'refused', status, ...refusal };
    },
  };
}
