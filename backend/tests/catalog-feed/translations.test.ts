import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFeed, type Feed } from './open-feed.ts';
import { openReader, type FeedReader } from './reader.ts';

let feed: Feed;
let english: FeedReader;
let german: FeedReader;
let arabic: FeedReader;

beforeAll(async () => {
  feed = await openFeed();
  [english, german, arabic] = (await Promise.all(
    (['eu', 'eu-de', 'eu-ar'] as const).map((key) => openReader(feed.backend.url, key)),
  )) as [FeedReader, FeedReader, FeedReader];
});
afterAll(() => feed?.close());

type Written = { created: Array<{ id: string }> };
const say = (entry: { reference: string; id: string; locale?: string; words: Record<string, string> }) =>
  feed.admin.post<Written>('/translations/batch', {
    create: [
      {
        reference: entry.reference,
        reference_id: entry.id,
        locale_code: entry.locale ?? 'de-DE',
        translations: entry.words,
      },
    ],
  });
const byHandle = (reader: FeedReader, handle: string) =>
  [...reader.products.values()].find((product) => product.handle === handle);
const shirtIn = (reader: FeedReader) => reader.products.get(feed.shop.shirt.id);

it('a catalog per language has the same products at the same prices, in its own words', () => {
  const [plain, deutsch, arab] = [english, german, arabic].map((reader) => byHandle(reader, 'satchel-daypack'));
  expect(plain).toMatchObject({ title: 'Satchel Daypack' });
  expect(deutsch).toMatchObject({ id: plain?.id, handle: plain?.handle, categories: plain?.categories });
  expect(deutsch?.title).not.toBe(plain?.title);
  expect(deutsch?.options.map(({ title }) => title)).toContain('Farbe');
  expect(arab?.title).toMatch(/\p{Script=Arabic}/u);
  expect(deutsch?.variants.map(({ price, id }) => [id, price])).toEqual(
    plain?.variants.map(({ price, id }) => [id, price]),
  );
  expect(german.taxonomy.categories.find(({ handle }) => handle === 'bags')?.name).toBe('Taschen');
  expect(english.taxonomy.categories.find(({ handle }) => handle === 'bags')?.name).toBe('Bags');
  expect(german.taxonomy.collections.map(({ handle }) => handle)).toEqual(
    english.taxonomy.collections.map(({ handle }) => handle),
  );
});

it("what nobody has translated is the merchant's, and says so", async () => {
  await german.until(() => shirtIn(german) !== undefined);
  expect(shirtIn(german)).toMatchObject({
    title: 'Linen shirt',
    untranslated: ['title', 'subtitle', 'description'],
  });
  await english.until(() => shirtIn(english) !== undefined);
  expect(shirtIn(english)).not.toHaveProperty('untranslated');
});

it('a translation that the merchant writes, changes or takes back reaches the shop, and only its language', async () => {
  const { id } = feed.shop.shirt;
  // What the shirt's making still sends, stock above all, is no part of this.
  await english.until(() => shirtIn(english)?.variants.every(({ availability }) => availability === 'in') === true);
  const before = shirtIn(english);
  const { created } = await say({ reference: 'product', id, words: { title: 'Leinenhemd' } });
  await german.until(() => shirtIn(german)?.title === 'Leinenhemd');
  expect(shirtIn(german)).toMatchObject({ untranslated: ['subtitle', 'description'] });
  await feed.admin.post('/translations/batch', {
    update: [{ id: created[0]?.id, translations: { title: 'Hemd', subtitle: 'Kühl', description: 'Kalt waschen.' } }],
  });
  await german.until(() => shirtIn(german)?.title === 'Hemd');
  expect(shirtIn(german)).not.toHaveProperty('untranslated');
  await feed.admin.post('/translations/batch', { delete: [created[0]?.id] });
  await german.until(() => shirtIn(german)?.title === 'Linen shirt');
  await english.catchUp();
  expect(shirtIn(english)).toBe(before);
});

it('options, variants and shelves are translated as well', async () => {
  const { rows } = await feed.sql.query<{ option: string; value: string }>(
    `select o.id as option, v.id as value from product_product_option po
       join product_option o on o.id = po.product_option_id
       join product_option_value v on v.option_id = o.id
      where po.product_id = $1 and o.title = 'Colour' and v.value = 'Moss'`,
    [feed.shop.shirt.id],
  );
  const { option = '', value = '' } = rows[0] ?? {};
  await say({ reference: 'product_option', id: option, words: { title: 'Farbe' } });
  await say({ reference: 'product_option_value', id: value, words: { value: 'Moos' } });
  await german.until(() => shirtIn(german)?.variants[0]?.title === 'S / Moos');
  expect(shirtIn(german)?.variants[0]?.options).toEqual({ Size: 'S', Farbe: 'Moos' });
  const named = feed.shop.shirt.variants[1]?.id ?? '';
  await say({ reference: 'product_variant', id: named, words: { title: 'Das mittlere' } });
  await german.until(() => shirtIn(german)?.variants[1]?.title === 'Das mittlere');
  await say({ reference: 'product_category', id: feed.shop.categoryIds.child, words: { name: 'Hemden' } });
  await say({ reference: 'product_collection', id: feed.shop.collectionId, words: { title: 'Sommer' } });
  const name = (handle: string) => german.taxonomy.categories.find((category) => category.handle === handle)?.name;
  await german.until(() => name('feed-shirts') === 'Hemden');
  await german.until(() => german.taxonomy.collections.some(({ title }) => title === 'Sommer'));
  await english.catchUp();
  expect(english.taxonomy.categories.some(({ name: other }) => other === 'Hemden')).toBe(false);
});
