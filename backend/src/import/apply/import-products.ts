import { updateProductsWorkflow } from '@medusajs/medusa/core-flows';
import type { MedusaContainer } from '@medusajs/framework/types';
import { fingerprintOf } from '../file/fingerprint';
import type { PlannedProduct } from '../file/plan';
import type { Problem } from '../file/problem';
import type { Outcome } from '../report';
import { decide, missingInFile, type Decision } from './decide';
import { findVariant, readExisting, type ExistingProduct } from './existing';
import { NOTE_KEY, readNote, type ImportNote } from './import-note';
import { ensureLabels, type Labels } from './labels';
import { storePictures, type PictureSource, type ProductPictures } from './product-pictures';
import { writeReducedPrices } from './reduced-prices';
import type { Shop } from './shop';
import { writeStock } from './stock';
import { withoutTakenCodes } from './taken-codes';
import { createProducts, updateProduct } from './write-products';

export type ImportRun = {
  container: MedusaContainer;
  shop: Shop;
  isDryRun: boolean;
  /** null: pictures are left alone. */
  pictures: PictureSource | null;
  onOutcome: (outcome: Outcome) => void;
};

/** Small enough that one refused product costs little, large enough to share the queries. */
const BATCH = 20;

type Entry = {
  product: PlannedProduct;
  fingerprint: string;
  decision: Decision;
  pictures: ProductPictures;
  outcome: Outcome;
};

/** Writes the products, batch by batch. A product that fails is reported and the rest goes on. */
export async function importProducts(run: ImportRun, products: PlannedProduct[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (let start = 0; start < products.length; start += BATCH) {
    run.pictures?.signal.throwIfAborted();
    const cleaned = await withoutTakenCodes(run.container, products.slice(start, start + BATCH));
    problems.push(...cleaned.problems);
    const existing = await readExisting(
      run.container,
      cleaned.products.map(({ handle }) => handle),
    );
    const entries = cleaned.products.map((product) => toEntry(product, run.shop, existing.get(product.handle)));
    if (!run.isDryRun) await writeBatch(run, entries, existing);
    for (const { outcome } of entries) run.onOutcome(outcome);
  }
  return problems;
}

const OUTCOME_OF = { create: 'created', update: 'updated', unchanged: 'unchanged', skip: 'skipped' } as const;
const NO_PICTURES: ProductPictures = { images: [], urlBySource: new Map(), added: 0, unreachable: [], dropped: 0 };

function toEntry(
  product: PlannedProduct,
  { currency, locationId }: Shop,
  existing: ExistingProduct | undefined,
): Entry {
  const fingerprint = fingerprintOf(product, currency);
  const decision = decide(product, fingerprint, existing);
  const remarks = [...product.remarks];
  if (decision.kind === 'update') {
    if (readNote(decision.existing.metadata) === null) remarks.push('was in the shop already and now follows the file');
    for (const title of missingInFile(product, decision.existing)) {
      remarks.push(
        `the variant "${title}" is not ${product.isIncomplete ? 'among the usable rows' : 'in the file'} and was kept`,
      );
    }
  }
  if (locationId === null && product.variants.some(({ isManaged }) => isManaged)) {
    remarks.push('its stock was not set: the default sales channel has no stock location');
  }
  const reason = decision.kind === 'skip' ? decision.reason : null;
  const { handle, line } = product;
  const outcome: Outcome = { handle, line, kind: OUTCOME_OF[decision.kind], reason, remarks, unreachable: 0 };
  return { product, fingerprint, decision, pictures: NO_PICTURES, outcome };
}

async function writeBatch(run: ImportRun, entries: Entry[], existing: Map<string, ExistingProduct>): Promise<void> {
  const { container, shop } = run;
  await Promise.all(entries.map((entry) => addPictures(run, entry, existing.get(entry.product.handle))));
  const toWrite = entries.filter(({ decision }) => decision.kind === 'create' || decision.kind === 'update');
  if (toWrite.length === 0) return;
  const labels = await ensureLabels(
    container,
    toWrite.map(({ product }) => product),
  );

  await createAll(
    run,
    labels,
    toWrite.filter(({ decision }) => decision.kind === 'create'),
  );
  for (const entry of toWrite) {
    const { decision } = entry;
    if (decision.kind !== 'update') continue;
    await attempt(entry, () => updateProduct(container, shop, labels, { ...entry, existing: decision.existing }));
  }
  const written = toWrite.filter(({ outcome }) => outcome.kind !== 'skipped');
  const now = await readExisting(
    container,
    written.map(({ product }) => product.handle),
  );
  for (const entry of written) {
    const product = now.get(entry.product.handle);
    await attempt(entry, async () => {
      if (!product) throw new Error('it was written and is not there');
      await settle(container, shop, entry, product);
    });
  }
}

/** One refused product refuses its whole batch: then each gets a try of its own. */
async function createAll({ container, shop }: ImportRun, labels: Labels, entries: Entry[]): Promise<void> {
  if (entries.length === 0) return;
  try {
    await createProducts(container, shop, labels, entries);
  } catch {
    for (const entry of entries) await attempt(entry, () => createProducts(container, shop, labels, [entry]));
  }
}

async function attempt(entry: Entry, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const reason = `the shop refused it: ${error instanceof Error ? error.message : String(error)}`;
    entry.decision = { kind: 'skip', reason };
    entry.outcome.kind = 'skipped';
    entry.outcome.reason = reason;
  }
}

async function addPictures(run: ImportRun, entry: Entry, existing: ExistingProduct | undefined): Promise<void> {
  const { product, outcome, decision } = entry;
  if (decision.kind === 'skip') return;
  entry.pictures = existing ? { ...NO_PICTURES, images: existing.images } : NO_PICTURES;
  if (run.pictures === null) return;
  await attempt(entry, async () => {
    if (run.pictures === null) return;
    entry.pictures = await storePictures(run.container, run.pictures, product, existing);
  });
  const { added, unreachable, dropped } = entry.pictures;
  outcome.unreachable = unreachable.length;
  outcome.remarks.push(
    ...unreachable.map(({ line, src, reason }) => `line ${line}: the picture ${src} is missing, ${reason}`),
  );
  // Pictures that were out of reach the last time are worth an update of their own.
  if (decision.kind === 'unchanged' && added > 0) {
    entry.decision = { kind: 'update', existing: decision.existing };
    outcome.kind = 'updated';
  }
  if (added > 0) outcome.remarks.push(`${added} ${added === 1 ? 'picture' : 'pictures'} stored`);
  if (dropped > 0 && outcome.kind === 'updated')
    outcome.remarks.push(`${dropped} of its pictures are no longer in the file and were taken off`);
}

/** Stock and reductions need the ids of what was written. The note comes last: it says that everything is there. */
async function settle(
  container: MedusaContainer,
  { currency, locationId }: Shop,
  entry: Entry,
  existing: ExistingProduct,
): Promise<void> {
  const { product, fingerprint } = entry;
  const before = readNote(existing.metadata)?.quantities ?? {};
  const pairs = product.variants.flatMap((planned) => {
    const variant = findVariant(existing, planned);
    return variant ? [{ planned, variant }] : [];
  });
  if (locationId !== null) {
    const counted = pairs.filter(({ planned }) => planned.isManaged);
    const wanted = counted.map(({ planned, variant }) => ({
      variant,
      quantity: planned.quantity,
      before: before[variant.id],
    }));
    await writeStock(container, locationId, wanted);
  }
  const reduced = pairs.flatMap(({ planned, variant }) => {
    if (!variant.price_set) return [];
    const amount = planned.compareAt === null ? null : planned.price;
    return [{ variantId: variant.id, priceSetId: variant.price_set.id, amount }];
  });
  await writeReducedPrices(container, currency, reduced);

  const quantities = Object.fromEntries(
    pairs.flatMap(({ planned, variant }) => (planned.quantity === null ? [] : [[variant.id, planned.quantity]])),
  );
  const note: ImportNote = { fingerprint, quantities };
  await updateProductsWorkflow(container).run({
    input: { products: [{ id: existing.id, metadata: { [NOTE_KEY]: note } }] },
  });
}
