import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { readSearchText, wantedWords } from 'sync/search/rules';
import { countRateLimited } from '../../../metrics/rate-limited';
import { ADMISSION_MODULE } from '../../../modules/admission';
import type { AdmissionModuleService } from '../../../modules/admission/service';
import { addressOf } from '../sync/address-of';
import { readStoreSearch, type StoreQuery } from './validators';

/** A body is small; a filter of filters is bounded by its depth. */
export const MAX_SEARCH_BYTES = '32kb';

/**
 * Stands before Medusa's `/store/search`: who asks too often waits, what nobody may ask is refused by its field, and a text is made of
 * the same comparable words as the index is.
 */
export async function guardStoreSearch(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const admitted = await req.scope.resolve<AdmissionModuleService>(ADMISSION_MODULE).admitSearch(addressOf(req));
  if (admitted.kind === 'refused') {
    countRateLimited('finding');
    res.set('Retry-After', String(admitted.retryAfterSeconds));
    res.status(429).json({ type: 'not_allowed', code: 'too_many', message: 'Too many searches. Wait a moment.' });
    return;
  }
  // Medusa has looked at the shape already, and this looks further.
  const asked = readStoreSearch(req.validatedBody ?? req.body);
  if (asked.kind === 'refused') {
    const { field, message } = asked;
    res.status(400).json({ type: 'invalid_data', code: 'invalid_field', field, message });
    return;
  }
  for (const query of asked.queries) makeComparable(query);
  req.validatedBody = asked.body;
  next();
}

function makeComparable({ filters }: StoreQuery): void {
  if (filters.q === undefined) return;
  const text = readSearchText(filters.q);
  if (text === '') delete filters.q;
  // Signs alone are no word of any product.
  else filters.q = wantedWords(text).join(' ') || text;
}
