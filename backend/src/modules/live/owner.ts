import { createHash } from 'node:crypto';

/** Who owns a cart, as the database names it when it changes (`sync_poke`). Two owners never look the same. */
export type Owner = `device:${string}` | `customer:${string}`;

export const deviceOwner = (secretHash: string): Owner => `device:${secretHash}`;

export const customerOwner = (customerId: string): Owner =>
  `customer:${createHash('sha256').update(customerId, 'utf8').digest('hex')}`;
