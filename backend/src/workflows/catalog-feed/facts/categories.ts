import type { Knex } from '@medusajs/framework/mikro-orm/knex';

export type CategoryFact = {
  id: string;
  handle: string;
  name: string;
  description: string | null;
  parentId: string | null;
  rank: number;
};

export type CategoryTree = {
  /** Parents before their children. */
  visible: CategoryFact[];
  /** Handles of a category and its ancestors, top first; empty when any of them is hidden. */
  path(categoryId: string): string[];
};

/** Hidden branches (inactive or internal anywhere above) are left out. */
export async function readCategories(knex: Knex): Promise<CategoryTree> {
  const { rows } = await knex.raw<{ rows: CategoryFact[] }>(
    `select id, handle, name, description, parent_category_id as "parentId", coalesce(rank, 0) as rank
       from product_category where deleted_at is null and is_active and not is_internal`,
  );
  return categoryTree(rows);
}

export function categoryTree(facts: CategoryFact[]): CategoryTree {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const path = (categoryId: string): string[] => {
    const handles: string[] = [];
    const seen = new Set<string>();
    for (let id: string | null = categoryId; id !== null;) {
      const fact = byId.get(id);
      if (!fact || seen.has(id)) return [];
      seen.add(id);
      handles.unshift(fact.handle);
      id = fact.parentId;
    }
    return handles;
  };
  const depth = new Map(facts.map((fact) => [fact.id, path(fact.id).length]));
  const visible = facts
    .filter((fact) => depth.get(fact.id) !== 0)
    .sort(
      (a, b) => (depth.get(a.id) ?? 0) - (depth.get(b.id) ?? 0) || a.rank - b.rank || (a.handle < b.handle ? -1 : 1),
    );
  return { visible, path };
}
