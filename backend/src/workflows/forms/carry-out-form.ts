import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules, ProductStatus } from '@medusajs/framework/utils';
import type { FormArgs, FormRefusal } from 'sync/protocol';
import { failpoint } from '../../failpoint';
import { MESSAGES } from '../../modules/messages';
import { SYNC_MODULE } from '../../modules/sync';
import type { OpenForm, Refusal } from '../../modules/sync/forms';
import type { SyncModuleService } from '../../modules/sync/service';
import { submitReviewWorkflow } from '../reviews/submit-review';

type Outcome = { kind: 'done' } | { kind: 'refused'; code: FormRefusal } | { kind: 'later'; seconds: number };

const DONE: Outcome = { kind: 'done' };

/** It may die anywhere and run again: what a form does is known by its uuid where it is done. */
export async function carryOutForm(container: MedusaContainer, open: OpenForm): Promise<void> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const outcome = await carryOut(container, open);
  failpoint('after-form');
  if (outcome.kind === 'later') await sync.postponeForm(open, outcome.seconds);
  else await sync.settleForm(open, outcome.kind === 'refused' ? await refusalOf(container, open, outcome.code) : null);
}

function carryOut(container: MedusaContainer, { form, ...from }: OpenForm): Promise<Outcome> {
  switch (form.kind) {
    case 'contact.send':
      return passOn(container, from, form.args);
    case 'review.write':
      return review(container, from, form.args);
  }
}

async function passOn(
  container: MedusaContainer,
  { uuid }: Pick<OpenForm, 'uuid'>,
  args: FormArgs<'contact.send'>,
): Promise<Outcome> {
  const { name = '', email, subject = '', message, language = null } = args;
  // What is left of a text of nothing but characters that cannot be seen.
  if (message === '') return { kind: 'refused', code: 'invalid' };
  const put = await container.resolve(MESSAGES).put({
    event: 'contact',
    key: uuid,
    recipient: 'shop',
    channel: 'email',
    subject,
    text: message,
    replyTo: { name, address: email },
    language,
  });
  return put.kind === 'other' ? { kind: 'refused', code: 'invalid' } : DONE;
}

async function review(
  container: MedusaContainer,
  { uuid, customerId }: Pick<OpenForm, 'uuid' | 'customerId'>,
  args: FormArgs<'review.write'>,
): Promise<Outcome> {
  if (customerId === null) return { kind: 'refused', code: 'not_signed_in' };
  const { productId, rating, title = '', text = '', name = '', language = null } = args;
  const content = { rating, title, text, name: name || null, language };
  const { result } = await submitReviewWorkflow(container).run({ input: { uuid, customerId, productId, content } });
  switch (result.kind) {
    case 'stored':
      return DONE;
    case 'uuid_reused':
      return { kind: 'refused', code: 'invalid' };
    case 'withdrawn':
      return { kind: 'refused', code: 'withdrawn' };
    case 'refused':
      return result.code === 'too_many'
        ? { kind: 'later', seconds: result.retryAfterSeconds }
        : { kind: 'refused', code: result.code };
  }
}

/** With the product, so that the device finds the form again. */
async function refusalOf(container: MedusaContainer, { form }: OpenForm, code: FormRefusal): Promise<Refusal> {
  if (form.kind !== 'review.write') return { code, product: null };
  const [product] = await container
    .resolve(Modules.PRODUCT)
    .listProducts(
      { id: [form.args.productId], status: ProductStatus.PUBLISHED },
      { select: ['handle', 'title'], take: 1 },
    );
  return { code, product: product ? { handle: product.handle, title: product.title } : null };
}
