import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { ADMISSION_MODULE } from '../../../modules/admission';
import type { AdmissionModuleService } from '../../../modules/admission/service';
import { CATALOG_FEED } from '../../../modules/catalog-feed';
import { SEARCH_INSIGHT } from '../../../modules/search-insight';
import type { CountedReport } from '../../../modules/search-insight/types';

export type ReportResult =
  | { kind: 'taken' }
  | { kind: 'refused'; code: 'too_many'; retryAfterSeconds: number }
  | { kind: 'refused'; code: 'unknown_catalog' | 'unknown_product' };

/** Only what the shop has is counted, so that nobody fills the merchant's lists with names of their own. */
export const reportSearchStep = createStep('report-search', async (report: CountedReport, { container }) => {
  const admission = container.resolve<AdmissionModuleService>(ADMISSION_MODULE);
  const admitted = await admission.admitSearchReport(report.address);
  if (admitted.kind === 'refused') return new StepResponse<ReportResult>({ ...admitted, code: 'too_many' });
  const { catalog, opened } = report;
  const answer = await container.resolve(CATALOG_FEED).products(catalog, opened === null ? [] : [opened]);
  if (answer.kind !== 'found') return new StepResponse<ReportResult>({ kind: 'refused', code: 'unknown_catalog' });
  if (opened !== null && answer.products.length === 0) {
    return new StepResponse<ReportResult>({ kind: 'refused', code: 'unknown_product' });
  }
  await container.resolve(SEARCH_INSIGHT).count(report);
  return new StepResponse<ReportResult>({ kind: 'taken' });
});
