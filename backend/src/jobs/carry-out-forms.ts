import type { MedusaContainer } from '@medusajs/framework/types';
import { carryOutOpenFormsWorkflow } from '../workflows/forms/carry-out-open-forms';

export const config = { name: 'carry-out-forms', schedule: { interval: 5_000 } };

export default async function carryOutForms(container: MedusaContainer): Promise<void> {
  await carryOutOpenFormsWorkflow(container).run({ input: { limit: 20 } });
}
