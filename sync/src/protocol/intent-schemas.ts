import * as z from 'zod/mini';
import { PROMO_CODE, VARIANT_ID } from './intent.js';
import { MAX_QUANTITY } from './limits.js';

const variantId = z.string().check(z.regex(VARIANT_ID));
const positive = z.int().check(z.gte(1), z.lte(MAX_QUANTITY));
const zeroOrMore = z.int().check(z.gte(0), z.lte(MAX_QUANTITY));
const code = z.string().check(z.regex(PROMO_CODE));

/** Delta: adds of two devices both count. */
export const addSchema = z.strictObject({ variantId, quantity: positive });
/** Absolute: the last in server order wins; 0 takes the line out. */
export const setSchema = z.strictObject({ variantId, quantity: zeroOrMore });
/** Observed-remove: see `observed` of the mutation. In the wishlist: set membership. */
export const variantSchema = z.strictObject({ variantId });
/** Set membership. */
export const promoSchema = z.strictObject({ code });

/** The argument schema of every intent kind this build understands. A kind that is not here waits in the outbox. */
export const intentSchemas = {
  'cart.add': addSchema,
  'cart.set': setSchema,
  'cart.remove': variantSchema,
  'cart.promo.add': promoSchema,
  'cart.promo.remove': promoSchema,
  'wishlist.add': variantSchema,
  'wishlist.remove': variantSchema,
} as const;
