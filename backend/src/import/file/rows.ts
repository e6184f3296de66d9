import type { Column } from './columns';
import { columnName } from './columns';
import type { Problem, ProblemCode } from './problem';

export type ProductCells = {
  title: string;
  body: string;
  vendor: string | null;
  type: string | null;
  tags: string[];
  isPublished: boolean;
  isGiftCard: boolean;
  seoTitle: string | null;
  seoDescription: string | null;
};

export type VariantCells = {
  optionValues: string[];
  sku: string | null;
  barcode: string | null;
  price: number;
  compareAt: number | null;
  grams: number | null;
  isManaged: boolean;
  allowsBackorder: boolean;
  /** null when the file does not say. */
  quantity: number | null;
  image: string | null;
};

export type ImageCells = { src: string; position: number | null; alt: string | null };

/** A row of the export says up to three things: what the product is, one variant of it, one picture of it. */
export type Row = {
  line: number;
  handle: string;
  product: ProductCells | null;
  /** The names of its options, which stand on a product's first row only. */
  optionNames: string[];
  variant: VariantCells | null;
  image: ImageCells | null;
  /** The row had a variant that could not be read. */
  isBroken: boolean;
};

export type Cell = (column: Column) => string;

const HANDLE = /^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{N}]+)*$/u;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
/** Far above any price, far below where decimals get lost. */
const LARGEST_NUMBER = 1_000_000_000;

/** Reads one row. Without a usable handle there is no row; a bad cell costs the row's variant, not its product. */
export function readRow(line: number, cell: Cell): { row: Row | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const handle = cell('handle').toLowerCase();
  const complain = (code: ProblemCode, message: string) =>
    problems.push({ line, handle: handle || null, code, message });

  if (handle === '') {
    complain('missing_handle', 'The row has no Handle, so it belongs to no product.');
    return { row: null, problems };
  }
  if (!HANDLE.test(handle)) {
    complain(
      'bad_handle',
      `"${handle}" cannot be an address: use lowercase letters and digits with single hyphens between.`,
    );
    return { row: null, problems };
  }
  const product = cell('title') === '' ? null : readProduct(cell);
  const image = cell('imageSrc') === '' ? null : readImage(cell, complain);
  const hasVariant = (['option1Value', 'sku', 'price'] as const).some((column) => cell(column) !== '');
  if (!hasVariant && product === null && image === null) {
    complain('empty_row', 'The row has a Handle and nothing else to import.');
    return { row: null, problems };
  }
  const before = problems.length;
  const variant = hasVariant || product !== null ? readVariant(cell, complain) : null;
  const isBroken = problems.length > before;
  const optionNames = (['option1Name', 'option2Name', 'option3Name'] as const).map(cell);
  return { row: { line, handle, product, optionNames, image, variant: isBroken ? null : variant, isBroken }, problems };
}

type Complain = (code: ProblemCode, message: string) => void;

function readProduct(cell: Cell): ProductCells {
  const status = cell('status').toLowerCase();
  return {
    title: cell('title'),
    body: cell('body'),
    vendor: cell('vendor') || null,
    type: cell('type') || null,
    tags: [
      ...new Set(
        cell('tags')
          .split(',')
          .map((tag) => tag.trim()),
      ),
    ].filter((tag) => tag !== ''),
    isPublished: !isNo(cell('published')) && (status === '' || status === 'active'),
    isGiftCard: isYes(cell('giftCard')),
    seoTitle: cell('seoTitle') || null,
    seoDescription: cell('seoDescription') || null,
  };
}

function readImage(cell: Cell, complain: Complain): ImageCells {
  const position = Number(cell('imagePosition') || Number.NaN);
  if (cell('imagePosition') !== '' && !Number.isInteger(position)) {
    complain(
      'bad_value',
      `${columnName('imagePosition')} is "${cell('imagePosition')}", not a whole number; the order of the rows was taken.`,
    );
  }
  return {
    src: cell('imageSrc'),
    position: Number.isInteger(position) ? position : null,
    alt: cell('imageAlt') || null,
  };
}

function readVariant(cell: Cell, complain: Complain): VariantCells | null {
  const price = readNumber('price');
  const compareAt = readNumber('compareAt');
  const grams = readNumber('grams');
  const quantity = readNumber('quantity');
  if (cell('price') === '') complain('missing_price', `${columnName('price')} is empty.`);
  if (quantity !== null && !Number.isInteger(quantity)) {
    complain('bad_value', `${columnName('quantity')} is "${cell('quantity')}", not a whole number.`);
  }
  for (const column of ['price', 'compareAt'] as const) {
    const value = column === 'price' ? price : compareAt;
    if (value !== null && value < 0)
      complain('negative_price', `${columnName(column)} is ${cell(column)}: a price cannot be negative.`);
  }
  if (grams !== null && grams < 0)
    complain('bad_value', `${columnName('grams')} is ${cell('grams')}: a weight cannot be negative.`);
  if (price === null) return null;
  return {
    optionValues: (['option1Value', 'option2Value', 'option3Value'] as const).map(cell),
    sku: withoutApostrophe(cell('sku')) || null,
    barcode: withoutApostrophe(cell('barcode')) || null,
    price,
    compareAt,
    grams: grams === 0 ? null : grams,
    isManaged: cell('tracker') !== '',
    allowsBackorder: cell('policy').toLowerCase() === 'continue' || isYes(cell('policy')),
    quantity,
    image: cell('variantImage') || null,
  };

  function readNumber(column: Column): number | null {
    const text = cell(column);
    if (text === '') return null;
    const number = Number(text);
    if (NUMBER.test(text) && Math.abs(number) <= LARGEST_NUMBER) return number;
    complain('not_a_number', `${columnName(column)} is "${text}", not a number. Write it like 1299.50.`);
    return null;
  }
}

/** Shopify and spreadsheets put an apostrophe before digits to keep them text. */
const withoutApostrophe = (text: string): string => text.replace(/^'(?=\d)/, '');
const isYes = (text: string): boolean => /^(true|yes|1)$/i.test(text);
const isNo = (text: string): boolean => /^(false|no|0)$/i.test(text);
