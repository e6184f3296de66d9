import { createHash } from 'node:crypto';
import type { PlannedProduct } from './plan';

/** Raised when the importer starts to write something else for the same file. */
const VERSION = 1;

/** What the file says about a product, wherever in the file it says so. */
export function fingerprintOf(product: PlannedProduct, currency: string): string {
  const said = JSON.stringify([VERSION, currency, product], (key, value: unknown) =>
    key === 'line' || key === 'remarks' || key === 'isIncomplete' ? undefined : value,
  );
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}
