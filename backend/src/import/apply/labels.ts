import { createProductTagsWorkflow, createProductTypesWorkflow } from '@medusajs/medusa/core-flows';
import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { z } from '@medusajs/framework/zod';
import type { PlannedProduct } from '../file/plan';

/** Tag and type values → their ids. */
export type Labels = { tagIds: ReadonlyMap<string, string>; typeIds: ReadonlyMap<string, string> };

const labelsSchema = z.array(z.object({ id: z.string(), value: z.string() }));

/** Finds the tags and types of these products and makes those that are missing. */
export async function ensureLabels(container: MedusaContainer, products: PlannedProduct[]): Promise<Labels> {
  const tagIds = await ensure(
    'product_tag',
    products.flatMap(({ tags }) => tags),
    async (values) => {
      const { result } = await createProductTagsWorkflow(container).run({ input: { product_tags: values } });
      return result;
    },
  );
  const typeIds = await ensure(
    'product_type',
    products.flatMap(({ type }) => type ?? []),
    async (values) => {
      const { result } = await createProductTypesWorkflow(container).run({ input: { product_types: values } });
      return result;
    },
  );
  return { tagIds, typeIds };

  async function ensure(
    entity: 'product_tag' | 'product_type',
    wanted: string[],
    create: (values: { value: string }[]) => Promise<{ id: string; value: string }[]>,
  ): Promise<Map<string, string>> {
    const values = [...new Set(wanted)];
    if (values.length === 0) return new Map();
    const query = container.resolve(ContainerRegistrationKeys.QUERY);
    const { data } = await query.graph({ entity, fields: ['id', 'value'], filters: { value: values } });
    const ids = new Map(labelsSchema.parse(data).map(({ id, value }) => [value, id]));
    const missing = values.filter((value) => !ids.has(value)).map((value) => ({ value }));
    if (missing.length > 0) for (const { id, value } of await create(missing)) ids.set(value, id);
    return ids;
  }
}
