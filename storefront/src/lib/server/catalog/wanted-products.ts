import * as z from 'zod';
import type { RegionCatalog } from './region-catalog';

const MOST = 50;

const names = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().min(1).max(200)).max(MOST));

const wantedSchema = z.union([
  z.object({ id: names }),
  z.object({ handle: names }),
  z.object({ category: z.string().min(1).max(200), limit: z.coerce.number().int().min(1).max(MOST).default(MOST) }),
]);

export type Wanted =
  | { kind: 'wanted'; idsIn(catalog: Pick<RegionCatalog, 'product' | 'list'>): string[] }
  | { kind: 'invalid'; field: string; message: string };

/** By id, by handle, or the first of a category. What nobody here knows is left out, and an unknown name is no error. */
export function parseWanted(search: URLSearchParams): Wanted {
  const parsed = wantedSchema.safeParse(Object.fromEntries(search));
  if (!parsed.success) {
    const message = `id or handle must name 1 to ${MOST} products, or category one category with a limit from 1 to ${MOST}.`;
    return { kind: 'invalid', field: 'id', message };
  }
  const wanted = parsed.data;
  return {
    kind: 'wanted',
    idsIn(catalog) {
      if ('id' in wanted) return wanted.id;
      if ('handle' in wanted) return wanted.handle.flatMap((handle) => catalog.product(handle)?.id ?? []);
      const { category, limit } = wanted;
      return catalog.list({ category, sort: 'featured', offset: 0, limit }).cards.map(({ id }) => id);
    },
  };
}
