import type { SearchTypes } from '@medusajs/framework/types';
import { MedusaError } from '@medusajs/framework/utils';

/** What is stored of an index's definition: enough to make the index again. */
export type StoredDefinition = Pick<
  SearchTypes.ResolvedSearchIndexDefinition,
  'name' | 'physical_name' | 'primary_key' | 'fields' | 'settings'
>;

export type Leaf = {
  path: string;
  kind: 'text' | 'number' | 'boolean';
  isDate: boolean;
  isArray: boolean;
  field: SearchTypes.SearchFieldDefinition;
};

export type Plan = {
  primaryKey: string;
  leaves: ReadonlyMap<string, Leaf>;
  /** The heaviest first: Meilisearch knows an order of attributes, and no weights. */
  searchable: readonly string[];
  filterable: ReadonlySet<string>;
  sortable: ReadonlySet<string>;
  distinct: string | undefined;
};

/** Names of ours in every document; a field of an index cannot be called so. */
export const KEY = '_key';
export const SOURCE = '_source';
/** Names Meilisearch gives a meaning of its own. */
const RESERVED = new Set([KEY, SOURCE, '_geo', '_geojson', '_vectors', '_formatted', '_matchesPosition']);

const KINDS: Partial<Record<SearchTypes.SearchFieldKind, Leaf['kind']>> = {
  keyword: 'text',
  text: 'text',
  integer: 'number',
  float: 'number',
  date: 'number',
  boolean: 'boolean',
};

/** Throws where the definition asks for what Meilisearch is not used for here. */
export function planOf(definition: StoredDefinition): Plan {
  const leaves = new Map(leavesOf(definition.fields, '', false).map((leaf) => [leaf.path, leaf]));
  const all = [...leaves.values()];
  const distinct = definition.settings.distinct_attribute;
  const pathsOf = (claim: (leaf: Leaf) => unknown) => all.filter(claim).map(({ path }) => path);
  return {
    primaryKey: definition.primary_key,
    leaves,
    searchable: all
      .filter(({ field }) => field.searchable)
      .sort((a, b) => weightOf(b.field) - weightOf(a.field))
      .map(({ path }) => path),
    filterable: new Set([
      definition.primary_key,
      ...pathsOf(({ field }) => field.filterable || field.facetable),
      ...(distinct ? [distinct] : []),
    ]),
    sortable: new Set(pathsOf(({ field }) => field.sortable)),
    distinct,
  };
}

function leavesOf(fields: StoredDefinition['fields'], prefix: string, inArray: boolean): Leaf[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    const isArray = inArray || field.array === true;
    if (RESERVED.has(path)) refuse(`a field called "${path}", a name of its own`);
    if (field.type === 'object') return leavesOf(field.fields ?? {}, path, isArray);
    // As the Postgres provider does: a definition with vectors stays usable, a search by them is refused.
    if (field.type === 'vector') return [];
    const kind = KINDS[field.type];
    if (!kind) return refuse(`fields of type "${field.type}" ("${path}")`);
    return [{ path, kind, isDate: field.type === 'date', isArray, field }];
  });
}

const weightOf = ({ searchable }: SearchTypes.SearchFieldDefinition): number =>
  typeof searchable === 'object' ? (searchable.weight ?? 1) : 1;

export function refuse(what: string): never {
  throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `The Meilisearch search provider does not support ${what}`);
}
