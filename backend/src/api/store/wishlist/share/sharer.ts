import type { AuthenticatedMedusaRequest } from '@medusajs/framework/http';
import { principalOf } from '../../../../modules/sync/owner';
import { DEVICE_HEADER, deviceSecretSchema } from '../../sync/live/validators';
import { customerOf } from '../../sync/session';
import type { Problem } from '../refusals';

/** For whom the page speaks, as `principal` of a sync request says it; left out: for the device. */
export const PRINCIPAL_HEADER = 'x-satchel-principal';

export type Asker =
  { kind: 'asker'; secret: string; customerId: string | null } | { kind: 'refused'; problem: Problem };

/** Who asks, judged as `POST /store/sync` judges it. */
export function askerOf(req: AuthenticatedMedusaRequest): Asker {
  const secret = deviceSecretSchema.safeParse(req.get(DEVICE_HEADER));
  if (!secret.success) {
    const message = `The header ${DEVICE_HEADER} must hold a device secret.`;
    return { kind: 'refused', problem: { code: 'invalid_field', field: DEVICE_HEADER, message } };
  }
  const principal = req.get(PRINCIPAL_HEADER);
  if (principal === undefined) return { kind: 'asker', secret: secret.data, customerId: null };
  const customerId = customerOf(req);
  if (customerId === null || principalOf(customerId) !== principal)
    return { kind: 'refused', problem: { code: 'wrong_principal', field: PRINCIPAL_HEADER } };
  return { kind: 'asker', secret: secret.data, customerId };
}
