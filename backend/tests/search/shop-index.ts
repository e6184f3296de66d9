import type { SearchTypes } from '@medusajs/framework/types';

type Field = SearchTypes.SearchFieldDefinition;

const FIELDS: Record<string, Field> = {
  id: { type: 'keyword', filterable: true },
  title: { type: 'text', searchable: { weight: 8 }, sortable: true },
  description: { type: 'text', searchable: { weight: 1 } },
  sku: { type: 'keyword', searchable: { weight: 4 }, array: true, filterable: true },
  color: { type: 'keyword', filterable: true, facetable: { types: ['value'] } },
  tags: { type: 'keyword', array: true, filterable: true, facetable: { types: ['value'] } },
  price: { type: 'float', filterable: true, sortable: true, facetable: { types: ['range', 'stats'] } },
  made_at: { type: 'date', filterable: true, sortable: true },
  on_sale: { type: 'boolean', filterable: true, facetable: { types: ['value'] } },
  family: { type: 'keyword', filterable: true },
  variants: { type: 'object', array: true, fields: { size: { type: 'keyword', filterable: true } } },
};

export function shopIndex(
  physicalName: string,
  settings: SearchTypes.SearchIndexSettings = {},
): SearchTypes.ResolvedSearchIndexDefinition {
  return {
    name: 'product',
    entity: 'product',
    primary_key: 'id',
    provider: 'search-meilisearch',
    definition_hash: 'tests',
    physical_name: physicalName,
    fields: FIELDS,
    settings,
    async *seed() {
      // Tests write what they need.
    },
  };
}

export const DOCUMENTS: SearchTypes.SearchDocument[] = [
  {
    id: 'prod_shirt',
    title: 'Linen shirt',
    description: 'A light shirt for hot days of 2024.',
    sku: ['SHIRT-RED-M', 'SHIRT-RED-L'],
    color: 'red',
    tags: ['summer', 'linen'],
    price: 49.5,
    made_at: '2024-05-01T00:00:00.000Z',
    on_sale: true,
    family: 'shirts',
    variants: [{ size: 'M' }, { size: 'L' }],
  },
  {
    id: 'prod_shirt_blue',
    title: 'Linen shirt, blue',
    description: 'The same in blue.',
    sku: ['SHIRT-BLUE-M'],
    color: 'blue',
    tags: ['summer'],
    price: 52,
    made_at: '2025-05-01T00:00:00.000Z',
    on_sale: false,
    family: 'shirts',
    variants: [{ size: 'M' }],
  },
  {
    id: 'prod_backpack',
    title: 'Canvas backpack',
    description: 'Carries a laptop and a shirt.',
    sku: ['BAG-1'],
    color: 'green',
    tags: [],
    price: 120,
    made_at: '2023-01-15T00:00:00.000Z',
    on_sale: false,
    family: null,
    variants: [],
  },
  {
    id: 'eu-de:prod/odd "id"',
    title: 'Mug "Good morning"',
    description: null,
    sku: ['MUG'],
    color: 'say "hi" \\ or \' bye',
    tags: ['gift) OR (color EXISTS'],
    price: 9,
    made_at: '2025-11-01T00:00:00.000Z',
    on_sale: true,
    family: 'mugs',
    variants: [{ size: 'one size' }],
  },
];
