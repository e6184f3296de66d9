import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { createTranslationsWorkflow, updateStoresWorkflow } from '@medusajs/medusa/core-flows';
import { WORDS, type Words } from './catalog/words';
import type { Outcome } from './progress';

const ALL = { take: null };
const DEFAULT_LOCALE = 'en-US';
const AT_ONCE = 200;

type Translation = {
  reference: string;
  reference_id: string;
  locale_code: string;
  translations: Record<string, string>;
};

/** The catalog's words in other languages. What is translated already is the merchant's and stays as it is. */
export async function ensureTranslations(container: MedusaContainer): Promise<Outcome> {
  await ensureLocales(container);
  const ids = await readIds(container);
  const wanted = Object.entries(WORDS).flatMap(([locale, words]) => translationsOf(locale, words, ids));
  const known = await container.resolve(Modules.TRANSLATION).listTranslations({ locale_code: Object.keys(WORDS) }, ALL);
  const nameOf = (entry: { reference_id: string; locale_code: string }) => `${entry.locale_code} ${entry.reference_id}`;
  const names = new Set(known.map(nameOf));
  const missing = wanted.filter((entry) => !names.has(nameOf(entry)));
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    const translations = missing.slice(from, from + AT_ONCE);
    await createTranslationsWorkflow(container).run({ input: { translations } });
  }
  return { made: missing.length, kept: wanted.length - missing.length };
}

/** The languages the admin offers for translation. */
async function ensureLocales(container: MedusaContainer): Promise<void> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { relations: ['supported_locales'] });
  if (!store) throw new Error('Medusa has no store yet: run the migrations (medusa db:migrate), then seed again');
  const known = (store.supported_locales ?? []).map(({ locale_code }) => locale_code);
  const missing = [DEFAULT_LOCALE, ...Object.keys(WORDS)].filter((locale) => !known.includes(locale));
  if (missing.length === 0) return;
  const supported_locales = [...known, ...missing].map((locale_code) => ({ locale_code }));
  await updateStoresWorkflow(container).run({ input: { selector: { id: store.id }, update: { supported_locales } } });
}

/** By handle; options and their values by what they are called: every product has its own. */
type Ids = Record<'products' | 'categories' | 'collections', Map<string, string>> &
  Record<'options' | 'values', Map<string, string[]>>;

async function readIds(container: MedusaContainer): Promise<Ids> {
  const products = container.resolve(Modules.PRODUCT);
  const [goods, categories, collections, options, values] = await Promise.all([
    products.listProducts({}, { ...ALL, select: ['id', 'handle'] }),
    products.listProductCategories({}, { ...ALL, select: ['id', 'handle'] }),
    products.listProductCollections({}, { ...ALL, select: ['id', 'handle'] }),
    products.listProductOptions({}, { ...ALL, select: ['id', 'title'] }),
    products.listProductOptionValues({}, { ...ALL, select: ['id', 'value'] }),
  ]);
  const byHandle = (entries: ReadonlyArray<{ id: string; handle: string }>) =>
    new Map(entries.map(({ id, handle }) => [handle, id]));
  const byName = (entries: ReadonlyArray<readonly [id: string, name: string]>) =>
    new Map(
      [...Map.groupBy(entries, ([, name]) => name)].map(([name, group]) => [name, group.map(([id]) => id)] as const),
    );
  return {
    products: byHandle(goods),
    categories: byHandle(categories),
    collections: byHandle(collections),
    options: byName(options.map(({ id, title }) => [id, title])),
    values: byName(values.map(({ id, value }) => [id, value])),
  };
}

function translationsOf(locale: string, words: Words, ids: Ids): Translation[] {
  const entry = (reference: string, id: string | undefined, translations: Record<string, string>): Translation[] =>
    id === undefined ? [] : [{ reference, reference_id: id, locale_code: locale, translations }];
  return [
    ...Object.entries(words.products).flatMap(([handle, [title, subtitle, description]]) =>
      entry('product', ids.products.get(handle), { title, subtitle, description }),
    ),
    ...Object.entries(words.categories).flatMap(([handle, [name, description]]) =>
      entry('product_category', ids.categories.get(handle), { name, description }),
    ),
    ...Object.entries(words.collections).flatMap(([handle, [title]]) =>
      entry('product_collection', ids.collections.get(handle), { title }),
    ),
    ...Object.entries(words.options).flatMap(([before, title]) =>
      (ids.options.get(before) ?? []).flatMap((id) => entry('product_option', id, { title })),
    ),
    ...Object.entries(words.values).flatMap(([before, value]) =>
      (ids.values.get(before) ?? []).flatMap((id) => entry('product_option_value', id, { value })),
    ),
  ];
}
