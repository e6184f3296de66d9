import { createHash } from 'node:crypto';

/** Whose changes a stream hears: the hash of an owner, as the trigger `sync_poke` makes it. */
export type Topic = string & { readonly hash: 'owner' };

export const deviceTopic = (secretHash: string): Topic => hash(`d:${secretHash}`);
export const customerTopic = (customerId: string): Topic => hash(`c:${customerId}`);

const hash = (owner: string): Topic => createHash('sha256').update(owner, 'utf8').digest('hex') as Topic;
