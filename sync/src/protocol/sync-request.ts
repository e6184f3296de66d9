import * as z from 'zod/mini';
import { LANES } from './intent.js';
import { MAX_MUTATIONS, MAX_NOTICES } from './limits.js';

const uuid = z.uuid();
const counter = z.int().check(z.gte(0));

/** One intent on the wire. `args` stays opaque here: a bad argument is a notice, not a refused request (P6). */
export const mutationSchema = z.strictObject({
  /** Position in the lane, from 1, without holes. */
  mid: z.int().check(z.gte(1)),
  uuid,
  /** uuid of the mutation before it in the lane; null for the first. A mismatch means a cloned or restored device. */
  parent: z.nullable(uuid),
  /** INTENT_VERSION of `args`. */
  v: z.int().check(z.gte(1)),
  kind: z.string().check(z.minLength(1), z.maxLength(40)),
  args: z.record(z.string(), z.unknown()),
  /** What the shopper saw when deciding; `cart.remove` needs it. */
  observed: z.optional(z.strictObject({ rev: counter, quantity: counter })),
  /**
   * Generation of the cart the shopper saw, from the reply; absent when there was none yet. After the order was placed a newer
   * cart is there, and a change that was meant for the old one must not be made to the new one.
   */
  generation: z.optional(counter),
});

/** Body of `POST /store/sync`. With no mutations it is a plain read. */
export const syncRequestSchema = z.strictObject({
  proto: z.int(),
  requestId: uuid,
  clientId: uuid,
  /** The device secret. The storefront server adds it from an HttpOnly cookie; the page never has it. */
  secret: z.string().check(z.minLength(32), z.maxLength(128)),
  /**
   * Whose database this comes from: `principalOf` a customer id, or null for a device nobody has signed in on. The server
   * refuses with `wrong_principal` when the session is another person's. Absent in version 1.
   */
  principal: z.optional(z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/)))),
  lane: z.enum(LANES),
  /** Region slug of the market, e.g. `eu`. Decides the region of a cart that does not exist yet. */
  region: z.string().check(z.regex(/^[a-z0-9-]{1,32}$/)),
  /** Epoch of the last reply; null before the first. */
  epoch: z.nullable(z.string().check(z.maxLength(64))),
  baseRev: counter,
  /** Ids of notices that are stored on the device, so that the server stops repeating them. */
  noticesStored: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(MAX_NOTICES)),
  mutations: z.array(mutationSchema).check(z.maxLength(MAX_MUTATIONS)),
});

export type Mutation = z.infer<typeof mutationSchema>;
export type SyncRequest = z.infer<typeof syncRequestSchema>;
/** What the page sends to the storefront server, which adds the secret. */
export type PageSyncRequest = Omit<SyncRequest, 'secret'>;
