import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { CategoryTree } from './categories';
import type { ProductFact } from './products';

/** Id of what is translated → field → its text in one language. */
export type Lexicon = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Language → lexicon, of everything these products and shelves are made of. */
export async function readLexicons(
  knex: Knex,
  languages: readonly string[],
  { products, shelves }: { products: readonly ProductFact[]; shelves: boolean },
): Promise<ReadonlyMap<string, Lexicon>> {
  const lexicons = new Map(languages.map((language) => [language, new Map<string, Record<string, unknown>>()]));
  if (languages.length === 0) return lexicons;
  const { rows } = await knex.raw<{ rows: Array<{ language: string; id: string; words: Record<string, unknown> }> }>(
    `select split_part(locale_code, '-', 1) as language, reference_id as id, translations as words
       from translation
      where deleted_at is null and split_part(locale_code, '-', 1) = any(?::text[])
        and (reference_id = any(?::text[]) or (? and reference in ('product_category', 'product_collection')))
      order by locale_code desc`,
    [[...languages], products.flatMap(idsOf), shelves],
  );
  // Where a language is kept for several countries, the words of the language itself win, then those of the first country.
  for (const { language, id, words } of rows) {
    const lexicon = lexicons.get(language);
    lexicon?.set(id, { ...lexicon.get(id), ...words });
  }
  return lexicons;
}

const idsOf = ({ id, options, variants }: ProductFact): string[] => [
  id,
  ...options.flatMap((option) => [...option.ids, ...option.valueIds]),
  ...variants.map((variant) => variant.id),
];

/** A product in the words of a lexicon. What nobody has translated stays as it is, and is named where a reader would notice. */
export function translateProduct(product: ProductFact, lexicon: Lexicon): ProductFact {
  const said = (id: string | undefined, field: string): string | null => textOf(lexicon, id, field);
  const title = said(product.id, 'title');
  const subtitle = said(product.id, 'subtitle');
  const description = said(product.id, 'description');
  const options = product.options.map((option) => ({
    ...option,
    title: option.ids.reduce<string | null>((found, id) => found ?? said(id, 'title'), null) ?? option.title,
    values: option.values.map((value, index) => said(option.valueIds[index], 'value') ?? value),
  }));
  const translateChoice = ({ title: name, value }: { title: string; value: string }) => {
    const at = product.options.findIndex((option) => option.title === name);
    const [before, after] = [product.options[at], options[at]];
    return { title: after?.title ?? name, value: after?.values[before?.values.indexOf(value) ?? -1] ?? value };
  };
  return {
    ...product,
    title: title ?? product.title,
    subtitle: subtitle ?? product.subtitle,
    description: description ?? product.description,
    options,
    variants: product.variants.map((variant) => {
      const choices = variant.options.map(translateChoice);
      return { ...variant, title: said(variant.id, 'title') ?? nameOf(variant, choices), options: choices };
    }),
    // An alternative text begins with the title and says more in the merchant's language; one language is better than two.
    images: title === null ? product.images : product.images.map((image) => withAlt(image, product.title, title)),
    untranslated: [
      ...(title === null ? (['title'] as const) : []),
      ...(subtitle === null && product.subtitle ? (['subtitle'] as const) : []),
      ...(description === null && product.description ? (['description'] as const) : []),
    ],
  };
}

/** A name that only lists the values is listed anew. */
function nameOf(
  { title, options }: ProductFact['variants'][number],
  choices: ReadonlyArray<{ title: string; value: string }>,
): string | null {
  const names = choices.map(({ value }, index) => ({ before: options[index]?.value ?? '', after: value }));
  const parts = title?.split(' / ') ?? [];
  if (parts.length !== names.length || !parts.every((part) => names.some(({ before }) => before === part)))
    return title;
  return parts.map((part) => names.find(({ before }) => before === part)?.after ?? part).join(' / ');
}

function withAlt(image: ProductFact['images'][number], before: string, after: string): ProductFact['images'][number] {
  const alt = image.metadata?.['alt'];
  return typeof alt === 'string' && alt.startsWith(before)
    ? { ...image, metadata: { ...image.metadata, alt: after } }
    : image;
}

export function translateCategories(tree: CategoryTree, lexicon: Lexicon): CategoryTree {
  const visible = tree.visible.map((fact) => ({
    ...fact,
    name: textOf(lexicon, fact.id, 'name') ?? fact.name,
    description: textOf(lexicon, fact.id, 'description') ?? fact.description,
  }));
  return { ...tree, visible };
}

/** Null where there is no translation: blanks are none. */
export function textOf(lexicon: Lexicon, id: string | undefined, field: string): string | null {
  const text = id === undefined ? undefined : lexicon.get(id)?.[field];
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}
