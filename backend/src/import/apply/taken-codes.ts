import { z } from '@medusajs/framework/zod';
import type { MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import type { PlannedProduct } from '../file/plan';
import type { Problem } from '../file/problem';

const variantsSchema = z.array(
  z.object({
    sku: z.string().nullish(),
    barcode: z.string().nullish(),
    product: z.object({ handle: z.string() }).nullish(),
  }),
);

/**
 * Leaves out variants whose SKU another product of the shop has, and barcodes that another has: Medusa keeps both
 * unique, and one clash would refuse the whole product.
 */
export async function withoutTakenCodes(
  container: MedusaContainer,
  products: PlannedProduct[],
): Promise<{ products: PlannedProduct[]; problems: Problem[] }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const variants = products.flatMap((product) => product.variants);
  const skus = variants.flatMap(({ sku }) => sku ?? []);
  const barcodes = variants.flatMap(({ barcode }) => barcode ?? []);
  const fields = ['sku', 'barcode', 'product.handle'];
  const [bySku, byBarcode] = await Promise.all(
    [{ sku: skus }, { barcode: barcodes }].map((filters) =>
      query.graph({ entity: 'product_variant', fields, filters }),
    ),
  );
  const skuOwners = new Map(variantsSchema.parse(bySku?.data ?? []).map(({ sku, product }) => [sku, product?.handle]));
  const barcodeOwners = new Map(
    variantsSchema.parse(byBarcode?.data ?? []).map(({ barcode, product }) => [barcode, product?.handle]),
  );

  const problems: Problem[] = [];
  const cleaned = products.map((product): PlannedProduct => {
    const { handle } = product;
    const remarks = [...product.remarks];
    const kept = product.variants.filter(({ sku, line }) => {
      const owner = sku === null ? undefined : skuOwners.get(sku);
      if (owner === undefined || owner === handle) return true;
      problems.push({
        line,
        handle,
        code: 'duplicate_sku',
        message: `The shop's product "${owner}" already has the SKU "${sku}".`,
      });
      return false;
    });
    const freed = kept.map((variant) => {
      const owner = variant.barcode === null ? undefined : barcodeOwners.get(variant.barcode);
      if (owner === undefined || owner === handle) return variant;
      remarks.push(`line ${variant.line}: the barcode ${variant.barcode} belongs to "${owner}" and was left out`);
      return { ...variant, barcode: null };
    });
    const isIncomplete = product.isIncomplete || kept.length < product.variants.length;
    return { ...product, variants: freed, options: usedOptions(product, freed), isIncomplete, remarks };
  });
  return { products: cleaned, problems };
}

const usedOptions = ({ options }: PlannedProduct, variants: PlannedProduct['variants']): PlannedProduct['options'] =>
  options.map(({ title, values }) => ({
    title,
    values: values.filter((value) => variants.some((variant) => variant.options[title] === value)),
  }));
