import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules, ProductStatus } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { ADMISSION_MODULE } from '../../../modules/admission';
import type { AdmissionModuleService } from '../../../modules/admission/service';
import { PRODUCT_REVIEW } from '../../../modules/product-review';
import { fingerprintOf } from '../../../modules/product-review/fingerprint';
import type { Purchase, ReviewContent, Submission, Submitted } from '../../../modules/product-review/types';
import { displayNameOf } from '../display-name';
import { findPurchase } from '../purchase';

/** Without a name the one of the account is taken, shortened. */
export type ReviewForm = {
  uuid: string;
  customerId: string;
  productId: string;
  content: Omit<ReviewContent, 'name'> & { name: string | null };
};

export type Checked =
  | { kind: 'ready'; submission: Submission; purchase: Purchase }
  /** It has been taken before. */
  | { kind: 'taken'; answer: Submitted }
  | { kind: 'refused'; code: 'not_signed_in' | 'unknown_product' | 'not_bought' }
  | { kind: 'refused'; code: 'too_many'; retryAfterSeconds: number };

/** Whether this customer may review this product. A form that comes again is never limited: its answer was lost. */
export const checkSubmissionStep = createStep(
  'check-review-submission',
  async (form: ReviewForm, { container }) => new StepResponse<Checked>(await check(container, form)),
);

async function check(container: MedusaContainer, form: ReviewForm): Promise<Checked> {
  const { customerId, productId, content } = form;
  const [customer] = await container
    .resolve(Modules.CUSTOMER)
    .listCustomers({ id: [customerId] }, { select: ['id', 'first_name', 'last_name'], take: 1 });
  if (!customer) return { kind: 'refused', code: 'not_signed_in' };
  const submission: Submission = {
    ...form,
    fingerprint: fingerprintOf(form),
    content: { ...content, name: content.name ?? displayNameOf(customer) },
  };

  const answer = await container.resolve(PRODUCT_REVIEW).recall(submission);
  if (answer) return { kind: 'taken', answer };
  const admission = await container.resolve<AdmissionModuleService>(ADMISSION_MODULE).admitReview(customerId);
  if (admission.kind === 'refused') return { ...admission, code: 'too_many' };

  const [product] = await container
    .resolve(Modules.PRODUCT)
    .listProducts({ id: [productId], status: ProductStatus.PUBLISHED }, { select: ['id'], take: 1 });
  if (!product) return { kind: 'refused', code: 'unknown_product' };
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
  const purchase = await findPurchase(knex, { customerId, productId });
  return purchase ? { kind: 'ready', submission, purchase } : { kind: 'refused', code: 'not_bought' };
}
