/** Shopify's column names: those of the export first, then those of its newer template. */
const NAMES = {
  handle: ['Handle', 'URL handle'],
  title: ['Title'],
  body: ['Body (HTML)', 'Description'],
  vendor: ['Vendor'],
  type: ['Type'],
  tags: ['Tags'],
  published: ['Published', 'Published on online store'],
  status: ['Status'],
  option1Name: ['Option1 Name'],
  option1Value: ['Option1 Value'],
  option2Name: ['Option2 Name'],
  option2Value: ['Option2 Value'],
  option3Name: ['Option3 Name'],
  option3Value: ['Option3 Value'],
  sku: ['Variant SKU', 'SKU'],
  grams: ['Variant Grams', 'Weight value (grams)'],
  tracker: ['Variant Inventory Tracker', 'Inventory tracker'],
  quantity: ['Variant Inventory Qty', 'Inventory quantity'],
  policy: ['Variant Inventory Policy', 'Continue selling when out of stock'],
  price: ['Variant Price', 'Price'],
  compareAt: ['Variant Compare At Price', 'Compare-at price'],
  barcode: ['Variant Barcode', 'Barcode'],
  imageSrc: ['Image Src', 'Product image URL'],
  imagePosition: ['Image Position', 'Image position'],
  imageAlt: ['Image Alt Text', 'Image alt text'],
  variantImage: ['Variant Image', 'Variant image URL'],
  giftCard: ['Gift Card', 'Gift card'],
  seoTitle: ['SEO Title', 'SEO title'],
  seoDescription: ['SEO Description', 'SEO description'],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof NAMES;

const COLUMNS = Object.keys(NAMES) as Column[];
const REQUIRED: readonly Column[] = ['handle', 'title', 'price'];

export type Header =
  { kind: 'header'; width: number; indexOf: ReadonlyMap<Column, number> } | { kind: 'unusable'; message: string };

/** Finds the columns by name, in any order and case. Columns nobody reads are left alone. */
export function readHeader(cells: string[]): Header {
  const found = cells.map((cell) => cell.trim().toLowerCase());
  if (found.length === 1 && /[;\t]/.test(cells[0] ?? '')) {
    return {
      kind: 'unusable',
      message: 'The columns are not separated by commas. Save the file as "CSV UTF-8 (comma delimited)".',
    };
  }
  const indexOf = new Map<Column, number>();
  const twice: string[] = [];
  for (const column of COLUMNS) {
    const names = NAMES[column].map((name) => name.toLowerCase());
    const indexes = found.flatMap((cell, index) => (names.includes(cell) ? [index] : []));
    if (indexes.length > 1) twice.push(NAMES[column][0]);
    if (indexes[0] !== undefined) indexOf.set(column, indexes[0]);
  }
  if (twice.length > 0) return { kind: 'unusable', message: `The header names a column twice: ${twice.join(', ')}.` };
  const missing = REQUIRED.filter((column) => !indexOf.has(column)).map((column) => `"${NAMES[column][0]}"`);
  if (missing.length > 0) {
    return {
      kind: 'unusable',
      message: `This is not a Shopify product export: the header has no ${missing.join(', ')}. It has: ${cells.slice(0, 8).join(', ')}${cells.length > 8 ? ', …' : ''}`,
    };
  }
  return { kind: 'header', width: cells.length, indexOf };
}

/** What a merchant finds at the top of the column. */
export const columnName = (column: Column): string => NAMES[column][0];
