import type { PlannedProduct } from '../file/plan';
import { findVariant, type ExistingProduct } from './existing';
import { readNote } from './import-note';

export type Decision =
  | { kind: 'create' }
  | { kind: 'update'; existing: ExistingProduct }
  | { kind: 'unchanged'; existing: ExistingProduct }
  | { kind: 'skip'; reason: string };

/** File and shop → what to do. Unchanged: the last import wrote the same, and every variant of the file is still there. */
export function decide(product: PlannedProduct, fingerprint: string, existing: ExistingProduct | undefined): Decision {
  if (product.variants.length === 0) return { kind: 'skip', reason: 'no row with a usable variant' };
  if (!existing) return { kind: 'create' };
  const inFile = product.options.map(({ title }) => title).sort();
  const inShop = existing.options.map(({ title }) => title).sort();
  if (inFile.join('\n') !== inShop.join('\n')) {
    const names = (titles: string[]) => titles.map((title) => `"${title}"`).join(', ') || 'none';
    const reason = `its options are ${names(inFile)} in the file and ${names(inShop)} in the shop. Give it another Handle, or delete the product in the admin first.`;
    return { kind: 'skip', reason };
  }
  const isSame = readNote(existing.metadata)?.fingerprint === fingerprint;
  const isWhole = product.variants.every((variant) => findVariant(existing, variant) !== undefined);
  return { kind: isSame && isWhole ? 'unchanged' : 'update', existing };
}

/** Variants of the shop that the file does not have. */
export function missingInFile(product: PlannedProduct, existing: ExistingProduct): string[] {
  const found = new Set(product.variants.map((variant) => findVariant(existing, variant)?.id));
  return existing.variants.filter(({ id }) => !found.has(id)).map(({ title }) => title);
}
