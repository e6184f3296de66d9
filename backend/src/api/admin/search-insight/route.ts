import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { readInsightWorkflow } from '../../../workflows/search-insight/read-insight';
import { parse } from '../../reviews/parse';
import { refuse } from '../../searches/refusals';
import { insightQuerySchema } from './validators';

/** What was looked for in so many days, in one catalog or all of them. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = parse(insightQuerySchema, req.query);
  if (query.kind === 'refused') return refuse(res, query.problem);
  const { days, catalog = null } = query.value;
  const { result } = await readInsightWorkflow(req.scope).run({ input: { days, catalog } });
  res.set('Cache-Control', 'no-store').json(result);
}
