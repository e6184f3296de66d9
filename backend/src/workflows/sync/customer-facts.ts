import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import type { Owner } from '../../modules/sync/owner';

/** What a cart and its prices take from its customer. */
export type CustomerFacts = { id: string; email: string | null; groups: Array<{ id: string }> };

/** Null for a device, and for a customer who was deleted: the cart goes on as a guest's. */
export async function readCustomer(container: MedusaContainer, owner: Owner): Promise<CustomerFacts | null> {
  if (!owner.startsWith('c:')) return null;
  const [customer] = await container
    .resolve(Modules.CUSTOMER)
    .listCustomers({ id: [owner.slice(2)] }, { select: ['id', 'email'], relations: ['groups'], take: 1 });
  if (!customer) return null;
  return { id: customer.id, email: customer.email ?? null, groups: customer.groups.map(({ id }) => ({ id })) };
}
