import type { AuthenticatedMedusaRequest } from '@medusajs/framework/http';

/** The customer who is signed in, or null. */
export function customerOf({ auth_context: auth }: Partial<AuthenticatedMedusaRequest>): string | null {
  return auth?.actor_type === 'customer' && auth.actor_id ? auth.actor_id : null;
}
