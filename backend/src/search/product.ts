import { container } from '@medusajs/framework';
import type { SearchSeedContext } from '@medusajs/framework/types';
import { defineSearchIndex } from '@medusajs/framework/utils';
import { productFields } from '../modules/product-search/fields';
import { seedProducts } from '../workflows/product-search/seed-products';

/**
 * What `/store/search` and our own search ask. The jobs keep it like the catalog feed; Medusa fills it with `seed` where it makes a version
 * of it anew, after another declaration or from the admin.
 */
export default defineSearchIndex({
  name: 'product',
  entity: 'product',
  fields: productFields,
  seed: (context: SearchSeedContext) => seedProducts(container, context),
});
