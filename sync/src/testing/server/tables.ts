import type { LaneHead } from '../../ledger/decide.js';
import { NOTHING_DESIRED, type Desired } from '../../mutators/index.js';
import type { Lane } from '../../protocol/intent.js';
import type { Notice } from '../../protocol/sync-reply.js';

/** `customer:<id>`, or `device:<secret>` for a browser nobody has signed in on. */
export type Owner = string;

/** A device is known by its secret, a customer by the session alone. */
export type ClientRow = { secret: string; customer: string | null; lane: Lane; head: LaneHead };

/** What a device had went to that owner, whose cart was of that generation then. */
export type Attachment = { owner: Owner; generation: number };

/** What an owner wants in one lane, and how far Medusa's cart has followed. */
export type CartRow = {
  owner: Owner;
  lane: Lane;
  region: string;
  generation: number;
  rev: number;
  desired: Desired;
  dirty: boolean;
  /** Medusa's cart: variant → quantity. */
  projection: ReadonlyMap<string, number>;
};

export type NoticeRow = {
  notice: Notice;
  owner: Owner;
  lane: Lane;
  /** null: whoever holds the cart. */ to: string | null;
};

/** One mutation that took effect or became a notice, in the order of the server. */
export type Effect = {
  clientId: string;
  secret: string;
  owner: Owner;
  lane: Lane;
  generation: number;
  mid: number;
  uuid: string;
  kind: string;
  args: Record<string, unknown>;
  outcome: 'applied' | 'told' | 'known';
};

export type Order = { owner: Owner; generation: number; lines: ReadonlyMap<string, number> };

/** Everything a database restore brings back. Replaced at every commit, never changed, so a backup is a reference. */
export type Tables = {
  epoch: string;
  clients: ReadonlyMap<string, ClientRow>;
  /** The open cart or the wishlist of an owner, by `keyOf`. */
  carts: ReadonlyMap<string, CartRow>;
  /** By device owner: whose everything is that it collected and still sends. */
  attached: ReadonlyMap<Owner, Attachment>;
  /** uuids that have had their effect, by owner. */
  effective: ReadonlyMap<Owner, ReadonlySet<string>>;
  notices: ReadonlyMap<string, NoticeRow>;
  orders: readonly Order[];
  effects: readonly Effect[];
};

export const emptyTables = (epoch: string): Tables => ({
  epoch,
  clients: new Map(),
  carts: new Map(),
  attached: new Map(),
  effective: new Map(),
  notices: new Map(),
  orders: [],
  effects: [],
});

export const keyOf = (owner: Owner, lane: Lane): string => `${owner} ${lane}`;

export const newCart = (owner: Owner, lane: Lane, region: string): CartRow => ({
  owner,
  lane,
  region,
  generation: 0,
  rev: 0,
  desired: NOTHING_DESIRED,
  dirty: false,
  projection: new Map(),
});

export const deviceOwner = (secret: string): Owner => `device:${secret}`;
export const customerOwner = (customer: string): Owner => `customer:${customer}`;

/** Who a client speaks for. A device that was attached writes into the customer's cart and may not look into it. */
export function accessOf(
  tables: Tables,
  { secret, customer }: Pick<ClientRow, 'secret' | 'customer'>,
): { owner: Owner; isAttached: boolean } {
  if (customer !== null) return { owner: customerOwner(customer), isAttached: false };
  const attached = tables.attached.get(deviceOwner(secret));
  return attached ? { owner: attached.owner, isAttached: true } : { owner: deviceOwner(secret), isAttached: false };
}

export const withCart = (tables: Tables, cart: CartRow): Tables => ({
  ...tables,
  carts: new Map(tables.carts).set(keyOf(cart.owner, cart.lane), cart),
});

export function withNotices(tables: Tables, rows: readonly NoticeRow[]): Tables {
  if (rows.length === 0) return tables;
  const notices = new Map(tables.notices);
  for (const row of rows) if (!notices.has(row.notice.id)) notices.set(row.notice.id, row);
  return { ...tables, notices };
}

export const quantitiesIn = ({ lines }: Desired): Map<string, number> =>
  new Map([...lines].map(([variantId, { quantity }]) => [variantId, quantity]));
