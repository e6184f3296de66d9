import { sampleProduct } from 'sync/testing';
import { expect, it } from 'vitest';
import { toIndexDocument } from './to-index-document';

const facts = { catalog: 'eu-de', currency: 'eur', names: new Map([['bags', 'Taschen']]), salesChannelIds: ['sc_1'] };

const product = sampleProduct('prod_7', {
  title: 'Crème Satchels',
  categories: ['bags'],
  options: [{ title: 'Farbe', values: ['Moos'] }],
});

it('has the words of a product as they are compared, and what it is filtered by', () => {
  const document = toIndexDocument(product, facts);
  expect(document).toMatchObject({
    id: `${product.id}_eu-de`,
    product_id: product.id,
    catalog: 'eu-de',
    status: 'published',
    sales_channel_ids: ['sc_1'],
    title: 'Crème Satchels',
    options: ['Farbe: Moos'],
    words: { title: 'creme satchel', options: 'moo' },
  });
  expect(document.terms).toEqual(expect.arrayContaining(['creme', 'satchel', 'taschen']));
  expect(new Set(document.terms).size).toBe(document.terms.length);
});

it('has another hash when anything in it is another, and only then', () => {
  const { hash } = toIndexDocument(product, facts);
  expect(toIndexDocument(structuredClone(product), facts).hash).toBe(hash);
  expect(toIndexDocument({ ...product, tags: ['new'] }, facts).hash).not.toBe(hash);
  expect(toIndexDocument(product, { ...facts, names: new Map([['bags', 'Beutel']]) }).hash).not.toBe(hash);
  expect(toIndexDocument(product, { ...facts, salesChannelIds: ['sc_2'] }).hash).not.toBe(hash);
});
