import { toPlainText } from './plain-text';
import type { Problem, ProblemCode } from './problem';
import type { ProductCells, Row } from './rows';

export type PlannedVariant = {
  line: number;
  title: string;
  /** Option title → value. */
  options: Record<string, string>;
  sku: string | null;
  barcode: string | null;
  price: number;
  /** The former price, when it is higher. */
  compareAt: number | null;
  isManaged: boolean;
  allowsBackorder: boolean;
  quantity: number | null;
  grams: number | null;
  image: string | null;
};

export type PlannedImage = { line: number; src: string; alt: string | null };

export type PlannedProduct = {
  line: number;
  handle: string;
  title: string;
  description: string;
  vendor: string | null;
  type: string | null;
  tags: string[];
  isPublished: boolean;
  seoTitle: string | null;
  seoDescription: string | null;
  options: { title: string; values: string[] }[];
  variants: PlannedVariant[];
  images: PlannedImage[];
  /** Rows of it had to be left out, so what the file lacks may still be wanted. */
  isIncomplete: boolean;
  /** What was read differently than written. */
  remarks: string[];
};

export type Skipped = { line: number; handle: string; reason: string };

export type Plan = { products: PlannedProduct[]; skipped: Skipped[]; problems: Problem[] };

/** Medusa wants an option on every product; Shopify writes `Title: Default Title`, which no shopper should read. */
const ONLY_OPTION = { title: 'Edition', value: 'Standard' };

/** Rows → products. `brokenHandles` had rows that could not even be read. */
export function planProducts(rows: Row[], brokenHandles: ReadonlySet<string>): Plan {
  const plan: Plan = { products: [], skipped: [], problems: [] };
  const seen = { skus: new Map<string, number>(), barcodes: new Set<string>() };
  for (const [handle, group] of groupByHandle(rows, plan.problems)) {
    const first = group.find(({ product }) => product !== null);
    const line = group[0]?.line ?? 0;
    if (!first?.product) {
      plan.problems.push({
        line,
        handle,
        code: 'missing_title',
        message: 'No readable row of this product has a Title.',
      });
      plan.skipped.push({ line, handle, reason: 'no Title' });
      continue;
    }
    if (first.product.isGiftCard) {
      const message = 'Gift cards are not sold as products here.';
      plan.problems.push({ line, handle, code: 'gift_card', message });
      plan.skipped.push({ line, handle, reason: 'gift card' });
      continue;
    }
    const planned = planProduct({ first, product: first.product, group, seen, problems: plan.problems });
    if (brokenHandles.has(handle)) planned.isIncomplete = true;
    if (planned.variants.length > 0) plan.products.push(planned);
    else plan.skipped.push({ line, handle, reason: 'no row with a usable variant' });
  }
  return plan;
}

function groupByHandle(rows: Row[], problems: Problem[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  /** The handle of the rows that follow a second product of the same handle. */
  let rejected: string | null = null;
  for (const row of rows) {
    const group = groups.get(row.handle);
    const first = group?.find(({ product }) => product !== null);
    const isSecond = Boolean(first?.product && row.product && row.product.title !== first.product.title);
    if (row.handle !== rejected) rejected = null;
    if (isSecond) rejected = row.handle;
    if (rejected !== null) {
      const message = `Line ${first?.line} already has this Handle with another Title.`;
      problems.push({ line: row.line, handle: row.handle, code: 'duplicate_handle', message });
    } else if (group) group.push(row);
    else groups.set(row.handle, [row]);
  }
  return groups;
}

type Seen = { skus: Map<string, number>; barcodes: Set<string> };
type PlanOne = { first: Row; product: ProductCells; group: Row[]; seen: Seen; problems: Problem[] };

function planProduct({ first, product, group, seen, problems }: PlanOne): PlannedProduct {
  const { handle } = first;
  const remarks: string[] = [];
  const names = group.find(({ optionNames }) => optionNames.some((name) => name !== ''))?.optionNames ?? [];
  const variants: PlannedVariant[] = [];
  let isIncomplete = group.some(({ isBroken }) => isBroken);

  for (const { line, variant } of group) {
    if (variant === null) continue;
    const reject = (code: ProblemCode, message: string) => {
      problems.push({ line, handle, code, message });
      isIncomplete = true;
    };
    const values = variant.optionValues;
    const missing = names.find((name, index) => name !== '' && values[index] === '');
    const nameless = values.findIndex((value, index) => value !== '' && (names[index] ?? '') === '');
    if (names.length > 0 && missing !== undefined) {
      reject('missing_option', `The variant has no value for the option "${missing}".`);
      continue;
    }
    if (nameless !== -1 && !isOnlyVariant(names, values)) {
      reject(
        'missing_option',
        `Option${nameless + 1} Value is "${values[nameless]}", but Option${nameless + 1} Name is empty.`,
      );
      continue;
    }
    const options = toOptions(names, values);
    const title = Object.values(options).join(' / ');
    const twin = variants.find((other) => other.title === title);
    if (twin) {
      reject('duplicate_variant', `Line ${twin.line} already has the variant "${title}".`);
      continue;
    }
    const skuLine = variant.sku === null ? undefined : seen.skus.get(variant.sku);
    if (skuLine !== undefined) {
      reject('duplicate_sku', `The SKU "${variant.sku}" is already on line ${skuLine}.`);
      continue;
    }
    if (variant.sku !== null) seen.skus.set(variant.sku, line);
    if (variant.quantity !== null && variant.quantity < 0) {
      remarks.push(`line ${line}: a stock of ${variant.quantity} was taken as 0`);
    }
    variants.push({
      line,
      title,
      options,
      sku: variant.sku,
      barcode: takeBarcode(variant.barcode, seen.barcodes, (barcode) =>
        remarks.push(`line ${line}: the barcode ${barcode} is on another variant too and was left out`),
      ),
      price: variant.price,
      compareAt: variant.compareAt !== null && variant.compareAt > variant.price ? variant.compareAt : null,
      isManaged: variant.isManaged,
      allowsBackorder: variant.allowsBackorder,
      quantity: variant.quantity === null ? null : Math.max(0, variant.quantity),
      grams: variant.grams,
      image: variant.image,
    });
  }
  return {
    line: first.line,
    handle,
    title: product.title,
    description: toPlainText(product.body),
    vendor: product.vendor,
    type: product.type,
    tags: product.tags,
    isPublished: product.isPublished,
    seoTitle: product.seoTitle,
    seoDescription: product.seoDescription,
    options: collectOptions(variants),
    variants,
    images: planImages(group, variants),
    isIncomplete,
    remarks,
  };
}

const isOnlyVariant = (names: string[], values: string[]): boolean =>
  (names[0] ?? '').toLowerCase() === 'title' || names.every((name) => name === '')
    ? (values[0] ?? '') === '' || values[0]?.toLowerCase() === 'default title'
    : false;

function toOptions(names: string[], values: string[]): Record<string, string> {
  if (isOnlyVariant(names, values)) return { [ONLY_OPTION.title]: ONLY_OPTION.value };
  return Object.fromEntries(names.flatMap((name, index) => (name === '' ? [] : [[name, values[index] ?? '']])));
}

function collectOptions(variants: PlannedVariant[]): PlannedProduct['options'] {
  const values = new Map<string, Set<string>>();
  for (const { options } of variants) {
    for (const [title, value] of Object.entries(options))
      values.set(title, (values.get(title) ?? new Set()).add(value));
  }
  return [...values].map(([title, set]) => ({ title, values: [...set] }));
}

/** Medusa keeps barcodes unique, Shopify does not. */
function takeBarcode(barcode: string | null, taken: Set<string>, onTaken: (barcode: string) => void): string | null {
  if (barcode === null) return null;
  if (taken.has(barcode)) {
    onTaken(barcode);
    return null;
  }
  taken.add(barcode);
  return barcode;
}

function planImages(group: Row[], variants: PlannedVariant[]): PlannedImage[] {
  const numbered = group.flatMap(({ line, image }, index) => (image ? [{ ...image, line, index }] : []));
  numbered.sort((a, b) => (a.position ?? a.index + 1) - (b.position ?? b.index + 1) || a.index - b.index);
  const images = new Map<string, PlannedImage>();
  for (const { src, alt, line } of numbered) if (!images.has(src)) images.set(src, { line, src, alt });
  for (const { image, line } of variants) {
    if (image !== null && !images.has(image)) images.set(image, { line, src: image, alt: null });
  }
  return [...images.values()];
}
