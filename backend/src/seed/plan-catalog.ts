import { DEPARTMENTS } from './catalog';
import { planProduct, type PlannedProduct } from './plan-product';

/** From the departments in turn, so that "newest first" is a mixed shop window and not 22 pieces of clothing. */
export function planCatalog(): PlannedProduct[] {
  const longest = Math.max(...DEPARTMENTS.map(({ products }) => products.length));
  const rows = Array.from({ length: longest }, (_, row) => DEPARTMENTS.map(({ products }) => products[row]));
  return rows.flat().flatMap((product) => (product ? [planProduct(product)] : []));
}
