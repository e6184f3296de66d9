import type { MedusaContainer } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import {
  createCollectionsWorkflow,
  createProductCategoriesWorkflow,
  createProductTagsWorkflow,
} from '@medusajs/medusa/core-flows';
import { COLLECTIONS, DEPARTMENTS, PRODUCTS } from './catalog';
import type { Category } from './catalog/types';
import { WORDS } from './catalog/words';
import type { Outcome } from './progress';

const ALL = { take: null };

export async function ensureCategories(container: MedusaContainer): Promise<Outcome> {
  const products = container.resolve(Modules.PRODUCT);
  const known = await products.listProductCategories({}, ALL);
  const idByHandle = new Map(known.map((category) => [category.handle, category.id]));
  let made = 0;
  const create = async (categories: (Omit<Category, 'children'> & { parent: string | null; rank: number })[]) => {
    const missing = categories.filter(({ handle }) => !idByHandle.has(handle));
    if (missing.length === 0) return;
    const { result } = await createProductCategoriesWorkflow(container).run({
      input: {
        product_categories: missing.map(({ handle, name, description, parent, rank }) => ({
          handle,
          name,
          description,
          is_active: true,
          is_internal: false,
          rank,
          parent_category_id: parent ? (idByHandle.get(parent) ?? null) : null,
        })),
      },
    });
    for (const category of result) idByHandle.set(category.handle, category.id);
    made += missing.length;
  };
  await create(DEPARTMENTS.map(({ category }, rank) => ({ ...category, parent: null, rank })));
  const children = DEPARTMENTS.flatMap(({ category }) =>
    category.children.map((child, rank) => ({ ...child, parent: category.handle, rank })),
  );
  await create(children);
  return { made, kept: DEPARTMENTS.length + children.length - made };
}

export async function ensureCollections(container: MedusaContainer): Promise<Outcome> {
  const handles = COLLECTIONS.map((collection) => collection.handle);
  const known = await container.resolve(Modules.PRODUCT).listProductCollections({ handle: [...handles] }, ALL);
  const missing = COLLECTIONS.filter(({ handle }) => !known.some((collection) => collection.handle === handle));
  if (missing.length > 0) {
    await createCollectionsWorkflow(container).run({
      input: {
        collections: missing.map(({ handle, title, description }) => ({
          handle,
          title,
          metadata: { description, ...translatedDescriptions(handle) },
        })),
      },
    });
  }
  return { made: missing.length, kept: known.length };
}

/** As the catalog feed reads them, see `toCollection`. */
const translatedDescriptions = (handle: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(WORDS).flatMap(([locale, { collections }]) => {
      const [, description] = collections[handle] ?? [];
      return description === undefined ? [] : [[`description_${locale.split('-', 1)[0]}`, description]];
    }),
  );

export async function ensureTags(container: MedusaContainer): Promise<Outcome> {
  const values = [...new Set(PRODUCTS.flatMap((product) => product.tags))];
  const known = await container.resolve(Modules.PRODUCT).listProductTags({ value: values }, ALL);
  const missing = values.filter((value) => !known.some((tag) => tag.value === value));
  if (missing.length > 0) {
    await createProductTagsWorkflow(container).run({ input: { product_tags: missing.map((value) => ({ value })) } });
  }
  return { made: missing.length, kept: known.length };
}
