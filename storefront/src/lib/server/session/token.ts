import { createHash } from 'node:crypto';
import * as z from 'zod';

const claimsSchema = z.object({
  /** The customer; empty for somebody who has a password and is no customer yet. */
  actor_id: z.string().default(''),
  iat: z.int(),
  exp: z.int(),
});

export type Claims = { customerId: string | null; issuedAt: number; expiresAt: number };

/** Reads a token that Medusa has just given us; whether it is good is Medusa's to say. Undefined when it is no token. */
export function readClaims(token: string): Claims | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const parsed = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    if (!parsed.success) return undefined;
    const { actor_id, iat, exp } = parsed.data;
    return { customerId: actor_id === '' ? null : actor_id, issuedAt: iat, expiresAt: exp };
  } catch {
    return undefined;
  }
}

/** The name a customer has on devices, as the backend makes it: it tells two people apart and says nothing about either. */
export const principalOf = (customerId: string): string =>
  createHash('sha256').update(customerId, 'utf8').digest('hex');
