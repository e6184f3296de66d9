import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { countRateLimited } from '../../../metrics/rate-limited';
import { reportSearchWorkflow } from '../../../workflows/search-insight/report-search';
import { parse } from '../../reviews/parse';
import { refuse } from '../../searches/refusals';
import { addressOf } from '../sync/address-of';
import { searchReportSchema } from './validators';

/** A search, or the first product that was opened of it, to be counted. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const report = parse(searchReportSchema, req.body);
  if (report.kind === 'refused') return refuse(res, report.problem);
  const { opened = null, ...search } = report.value;
  const { result } = await reportSearchWorkflow(req.scope).run({
    input: { ...search, opened, address: addressOf(req) },
  });
  if (result.kind === 'refused') {
    const { kind: _kind, ...problem } = result;
    if (problem.code === 'too_many') countRateLimited('searches');
    return refuse(res, problem);
  }
  res.json({ taken: true });
}
