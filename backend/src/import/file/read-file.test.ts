import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprintOf } from './fingerprint';
import { readFileContent, type FileContent } from './read-file';

const HEAD =
  'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,Image Alt Text';
const NAMES = HEAD.split(',');

type Cells = Record<string, string>;

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const row = (cells: Cells) => NAMES.map((name) => quoted(cells[name] ?? '')).join(',');
const simple = (handle: string, cells: Cells = {}) =>
  row({
    Handle: handle,
    Title: `The ${handle}`,
    Published: 'true',
    'Option1 Name': 'Title',
    'Option1 Value': 'Default Title',
    'Variant Price': '10',
    ...cells,
  });
const file = (...lines: string[]) => [HEAD, ...lines].join('\n');

function plan(content: string | Uint8Array): Extract<FileContent, { kind: 'plan' }> {
  const read = readFileContent(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  if (read.kind !== 'plan') throw new Error(read.message);
  return read;
}

function unusable(content: string | Uint8Array): string {
  const read = readFileContent(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return read.kind === 'unusable' ? read.message : `a plan of ${read.products.length} products`;
}

const complaints = (content: string | Uint8Array) => plan(content).problems.map(({ line, code }) => `${line} ${code}`);

test('a product of several rows becomes options, variants and pictures', () => {
  const { products, problems } = plan(
    file(
      row({
        Handle: 'Tee',
        Title: 'Tee',
        'Body (HTML)': '<p>Soft &amp; light.</p><ul><li>Cotton</li></ul>',
        Vendor: 'Mill',
        Type: 'Shirts',
        Tags: 'new, summer, new',
        Published: 'FALSE',
        'Option1 Name': 'Size',
        'Option1 Value': 'S',
        'Option2 Name': 'Colour',
        'Option2 Value': 'Red',
        'Variant SKU': "'007",
        'Variant Grams': '180',
        'Variant Inventory Tracker': 'shopify',
        'Variant Inventory Qty': '4',
        'Variant Inventory Policy': 'continue',
        'Variant Price': '50.00',
        'Variant Compare At Price': '60.00',
        'Image Src': 'https://x.example/2.jpg',
        'Image Position': '2',
      }),
      row({
        Handle: 'Tee',
        'Option1 Value': 'M',
        'Option2 Value': 'Red',
        'Variant Price': '50',
        'Variant Compare At Price': '50',
        'Variant Inventory Qty': '-2',
      }),
      row({ Handle: 'Tee', 'Image Src': 'https://x.example/1.jpg', 'Image Position': '1', 'Image Alt Text': 'Front' }),
    ),
  );
  expect(problems).toEqual([]);
  expect(products).toEqual([
    {
      line: 2,
      handle: 'tee',
      title: 'Tee',
      description: 'Soft & light.\n• Cotton',
      vendor: 'Mill',
      type: 'Shirts',
      tags: ['new', 'summer'],
      isPublished: false,
      seoTitle: null,
      seoDescription: null,
      options: [
        { title: 'Size', values: ['S', 'M'] },
        { title: 'Colour', values: ['Red'] },
      ],
      variants: [
        {
          line: 2,
          title: 'S / Red',
          options: { Size: 'S', Colour: 'Red' },
          sku: '007',
          barcode: null,
          price: 50,
          compareAt: 60,
          isManaged: true,
          allowsBackorder: true,
          quantity: 4,
          grams: 180,
          image: null,
        },
        {
          line: 3,
          title: 'M / Red',
          options: { Size: 'M', Colour: 'Red' },
          sku: null,
          barcode: null,
          price: 50,
          compareAt: null,
          isManaged: false,
          allowsBackorder: false,
          quantity: 0,
          grams: null,
          image: null,
        },
      ],
      images: [
        { line: 4, src: 'https://x.example/1.jpg', alt: 'Front' },
        { line: 2, src: 'https://x.example/2.jpg', alt: null },
      ],
      isIncomplete: false,
      remarks: ['line 3: a stock of -2 was taken as 0'],
    },
  ]);
});

test.each<[string, string[], string]>([
  ['a missing handle', [row({ Title: 'Nobody', 'Variant Price': '1' })], '3 missing_handle'],
  ['a handle with characters no address has', [simple('a_b!')], '3 bad_handle'],
  ['a price that is a word', [simple('a', { 'Variant Price': 'ten' })], '3 not_a_number'],
  ['a price with a comma for the decimals', [simple('a', { 'Variant Price': '12,50' })], '3 not_a_number'],
  [
    'a price that is no number though JavaScript has it',
    [simple('a', { 'Variant Price': 'Infinity' })],
    '3 not_a_number',
  ],
  ['a compare-at price that is a word', [simple('a', { 'Variant Compare At Price': 'x' })], '3 not_a_number'],
  ['a negative price', [simple('a', { 'Variant Price': '-1' })], '3 negative_price'],
  ['no price', [simple('a', { 'Variant Price': '' })], '3 missing_price'],
  ['half a piece in stock', [simple('a', { 'Variant Inventory Qty': '1.5' })], '3 bad_value'],
  ['too many columns', [`${simple('a')},more`], '3 wrong_columns'],
  ['too few columns', ['a,Title only'], '3 wrong_columns'],
  ['a quote that never ends', ['a,"Never ends'], '3 broken_quote'],
  ['a quote inside a bare cell that goes on', ['a,"Ends" too early'], '3 broken_quote'],
  ['no title', [row({ Handle: 'a', 'Option1 Value': 'S', 'Variant Price': '1' })], '3 missing_title'],
  ['a row with a handle alone', [row({ Handle: 'a' })], '3 empty_row'],
  ['a SKU of another product', [simple('a', { 'Variant SKU': 'X' })], '3 duplicate_sku'],
  ['a handle used for another product', [simple('ok', { Title: 'Another' })], '3 duplicate_handle'],
])('%s is listed and the rest goes on', (_name, lines, expected) => {
  const content = file(simple('ok', { 'Variant SKU': 'X' }), ...lines, simple('also-ok'));
  expect(complaints(content)).toEqual([expected]);
  expect(plan(content).products.map(({ handle }) => handle)).toEqual(['ok', 'also-ok']);
});

test('a variant without a value, or with the values of another, is left out alone', () => {
  const sized = (value: string, more: Cells = {}) =>
    row({ Handle: 'a', 'Option1 Value': value, 'Variant Price': '1', 'Image Src': '', ...more });
  const content = file(
    sized('S', { Title: 'A', 'Option1 Name': 'Size' }),
    sized('S'),
    sized(''),
    sized('M', { 'Option2 Value': 'Red' }),
    sized('L'),
  );
  expect(complaints(content)).toEqual(['3 duplicate_variant', '4 missing_option', '5 missing_option']);
  expect(plan(content).products[0]).toMatchObject({
    isIncomplete: true,
    options: [{ title: 'Size', values: ['S', 'L'] }],
  });
});

test('a bad price on the first row costs its variant, not the product', () => {
  const content = file(
    row({ Handle: 'a', Title: 'A', 'Option1 Name': 'Size', 'Option1 Value': 'S', 'Variant Price': 'free' }),
    row({ Handle: 'a', 'Option1 Value': 'M', 'Variant Price': '5' }),
  );
  expect(plan(content).products[0]?.variants.map(({ title }) => title)).toEqual(['M']);
});

test('bytes that are not UTF-8 cost the rows they are in', () => {
  const bytes = Buffer.concat([
    Buffer.from(`${file(simple('ok'))}\n`),
    Buffer.from(`${simple('caf\u00e9')}\n`, 'latin1'),
    Buffer.from(simple('also-ok')),
  ]);
  expect(complaints(bytes)).toEqual(['3 not_utf8']);
  expect(plan(bytes).products.map(({ handle }) => handle)).toEqual(['ok', 'also-ok']);
});

test('line breaks in quotes, blank lines, CRLF and a byte order mark keep the line numbers right', () => {
  const content = `\uFEFF${file(simple('a', { 'Body (HTML)': 'one\ntwo\n\nfour' }), '', simple('b', { 'Variant Price': 'x' }))}`;
  expect(complaints(content)).toEqual(['7 not_a_number']);
  expect(complaints(content.replaceAll('\n', '\r\n'))).toEqual(['7 not_a_number']);
  expect(plan(content).products[0]?.line).toBe(2);
});

test('a quote that never ends swallows no line but its own, even before quoted rows', () => {
  const content = file(
    'a,"Never ends',
    simple('ok', { 'Body (HTML)': 'with "quotes", and commas' }),
    simple('also-ok'),
  );
  expect(complaints(content)).toEqual(['2 broken_quote']);
  expect(plan(content).products.map(({ handle }) => handle)).toEqual(['ok', 'also-ok']);
});

test('files that are no product export say why', () => {
  expect(unusable('')).toBe('The file is empty.');
  expect(unusable('Handle,Name\na,b')).toMatch('the header has no "Title", "Variant Price". It has: Handle, Name');
  expect(unusable('Handle;Title;Variant Price\na;b;1')).toMatch('not separated by commas');
  expect(unusable('Handle,Title,Title,Variant Price')).toMatch('twice: Title');
  expect(unusable(Buffer.from(`\uFEFF${file()}`, 'utf16le'))).toMatch('UTF-16');
  expect(unusable(Buffer.from('Handle,Title,Variant Price,Gr\u00f6\u00dfe\n', 'latin1'))).toMatch(
    'Line 1, the header, is not UTF-8',
  );
});

test('the newer template of Shopify has other names for the same columns', () => {
  const { products } = plan(
    'Title,URL handle,Price,Compare-at price,Continue selling when out of stock,Status\nA,a,5,6,CONTINUE,Draft',
  );
  expect(products[0]).toMatchObject({
    handle: 'a',
    isPublished: false,
    variants: [{ price: 5, compareAt: 6, allowsBackorder: true }],
  });
});

test('a fingerprint follows what the file says and not where', () => {
  const fingerprints = (...lines: string[]) =>
    plan(file(...lines)).products.map((product) => fingerprintOf(product, 'eur'));
  const [alone] = fingerprints(simple('a'));
  expect(fingerprints(simple('b'), simple('a'))[1]).toBe(alone);
  expect(fingerprints(simple('a', { 'Variant Price': '11' }))[0]).not.toBe(alone);
});

test('the apparel export is read without a complaint', () => {
  const { products, problems, skipped } = plan(
    readFileSync(join(import.meta.dirname, '../fixtures/shopify-apparel.csv')),
  );
  expect(problems).toEqual([]);
  expect(skipped).toEqual([]);
  expect(products).toHaveLength(20);
  expect(products.find(({ handle }) => handle === 'classic-varsity-top')?.options).toEqual([
    { title: 'Size', values: ['Small', 'Medium', 'Large'] },
  ]);
});
