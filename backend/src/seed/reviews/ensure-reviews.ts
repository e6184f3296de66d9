import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { PRODUCT_REVIEW } from '../../modules/product-review';
import type { Outcome } from '../progress';
import { REVIEWS } from './reviews';

const NAME = 'Demo';

/** Approved, and not verified: nobody has bought anything yet. A second run, and a merchant's verdict, keep what is there. */
export async function ensureReviews(container: MedusaContainer): Promise<Outcome> {
  const products = await container
    .resolve(Modules.PRODUCT)
    .listProducts({ handle: Object.keys(REVIEWS) }, { take: null, select: ['id', 'handle'] });
  const planned = products.flatMap(({ id: productId, handle }) =>
    (REVIEWS[handle] ?? []).map(([rating, daysAgo, title, text, language = 'en'], index) => ({
      id: `prev_demo_${handle}_${index + 1}`,
      productId,
      rating,
      title,
      text,
      name: NAME,
      language: title || text ? language : null,
      state: 'approved' as const,
      daysAgo,
    })),
  );
  const made = await container.resolve(PRODUCT_REVIEW).importMissing(planned);
  return { made: made.length, kept: planned.length - made.length };
}
