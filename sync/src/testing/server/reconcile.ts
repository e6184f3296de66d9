import type { Notice } from '../../protocol/sync-reply.js';
import { withCart, withNotices, type CartRow, type Tables } from './tables.js';

/** What the merchant has: pieces (absent: as many as wanted), variants that left the shop, codes that work. */
export type Shelf = { stock: Map<string, number>; gone: Set<string>; promos: Set<string> };

/** What stock, catalog and promotions take from a cart, each with its notice, in one commit and before Medusa is touched. */
export function applyShortages(tables: Tables, cart: CartRow, shelf: Shelf): Tables {
  const rev = cart.rev + 1;
  const lines = new Map(cart.desired.lines);
  const notices: Notice[] = [];
  for (const [variantId, { quantity }] of cart.desired.lines) {
    const got = shelf.gone.has(variantId) ? 0 : Math.min(quantity, shelf.stock.get(variantId) ?? quantity);
    if (got === quantity) continue;
    if (got > 0) lines.set(variantId, { quantity: got, rev });
    else lines.delete(variantId);
    const title = variantId;
    const id = `short:${cart.owner}:${variantId}:${rev}`;
    notices.push(
      shelf.gone.has(variantId)
        ? { id, kind: 'gone', data: { variantId, title, quantity } }
        : { id, kind: 'lowered', data: { variantId, title, wanted: quantity, got } },
    );
  }
  const promos = cart.desired.promos.filter((code) => shelf.promos.has(code));
  for (const code of cart.desired.promos) {
    if (!shelf.promos.has(code))
      notices.push({ id: `promo:${cart.owner}:${code}:${rev}`, kind: 'promo_refused', data: { code } });
  }
  if (notices.length === 0) return tables;
  const { owner, lane } = cart;
  return withNotices(
    withCart(tables, { ...cart, desired: { lines, promos }, rev }),
    notices.map((notice) => ({ notice, owner, lane, to: null })),
  );
}

/** What Medusa's cart has to become: one target per line that differs, never a difference, so that doing it twice is doing it once. */
export function planLines({ desired, projection }: CartRow): Array<{ variantId: string; quantity: number }> {
  const variantIds = new Set([...projection.keys(), ...desired.lines.keys()]);
  return [...variantIds]
    .map((variantId) => ({ variantId, quantity: desired.lines.get(variantId)?.quantity ?? 0 }))
    .filter(({ variantId, quantity }) => quantity !== (projection.get(variantId) ?? 0));
}

export function writeLine(cart: CartRow, { variantId, quantity }: { variantId: string; quantity: number }): CartRow {
  const projection = new Map(cart.projection);
  if (quantity > 0) projection.set(variantId, quantity);
  else projection.delete(variantId);
  return { ...cart, projection };
}

/** Clean, unless somebody changed the cart since `rev` was read. */
export function settle(tables: Tables, cart: CartRow, rev: number): Tables {
  return cart.rev === rev ? withCart(tables, { ...cart, dirty: false }) : tables;
}

export const isMirrored = (cart: CartRow): boolean => planLines(cart).length === 0;
