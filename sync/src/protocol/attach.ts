import * as z from 'zod/mini';
import { MAGIC } from './version.js';

/**
 * Body of `POST /store/sync/attach`, sent by the storefront server once somebody has signed in on this device. Everything the
 * device has collected goes to the customer: per line the larger quantity, of wishlists the union. Doing it again changes nothing.
 */
export const attachRequestSchema = z.strictObject({
  proto: z.int(),
  requestId: z.uuid(),
  /** The device secret. */
  secret: z.string().check(z.minLength(32), z.maxLength(128)),
});

export const attachReplySchema = z.object({
  magic: z.literal(MAGIC),
  requestId: z.string(),
  /** `principalOf` the customer: the name of the database this person has on the device. */
  principal: z.string(),
  /** How many carts and wishlists of the device went over this time. */
  merged: z.int(),
});

export type AttachRequest = z.infer<typeof attachRequestSchema>;
export type AttachReply = z.infer<typeof attachReplySchema>;
