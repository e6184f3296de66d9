import * as z from 'zod/mini';
import { MAX_QUANTITY } from './limits.js';

/** One ordered queue of a device. Intents of one lane take effect in the order they were made. */
export const LANES = ['cart', 'wishlist'] as const;
export type Lane = (typeof LANES)[number];

const variantId = z.string().check(z.regex(/^[\w-]{1,64}$/));
const positive = z.int().check(z.gte(1), z.lte(MAX_QUANTITY));
const zeroOrMore = z.int().check(z.gte(0), z.lte(MAX_QUANTITY));
/** As the merchant wrote it: no blanks around it, nothing that cannot be typed. */
const code = z.string().check(z.regex(/^[^\s\p{C}](?:[^\p{C}]{0,62}[^\s\p{C}])?$/u));

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

export type IntentKind = keyof typeof intentSchemas;
export type IntentArgs<K extends IntentKind> = z.infer<(typeof intentSchemas)[K]>;
export type Intent = { [K in IntentKind]: { kind: K; args: IntentArgs<K> } }[IntentKind];

export type IntentProblem = 'invalid_variant' | 'invalid_quantity' | 'invalid_promo' | 'invalid_args';
export type ParsedIntent =
  | { kind: 'intent'; intent: Intent }
  | { kind: 'unknown-kind' }
  | { kind: 'invalid'; code: IntentProblem; field: string; message: string };

export const isKnownKind = (kind: string): kind is IntentKind => Object.hasOwn(intentSchemas, kind);

/** The lane an intent kind belongs to: the first part of its name. */
export const laneOf = (kind: IntentKind): Lane => (kind.startsWith('wishlist.') ? 'wishlist' : 'cart');

/** Checks what a mutation says. An unknown kind is not an error: a newer device made it, so it waits (P8). */
export function parseIntent(kind: string, args: unknown): ParsedIntent {
  if (!isKnownKind(kind)) return { kind: 'unknown-kind' };
  const parsed = z.safeParse(intentSchemas[kind], args);
  if (parsed.success) return { kind: 'intent', intent: { kind, args: parsed.data } as Intent };
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? 'args');
  const problem = PROBLEMS.get(field) ?? 'invalid_args';
  return { kind: 'invalid', code: problem, field, message: MESSAGES[problem] };
}

const PROBLEMS: ReadonlyMap<string, IntentProblem> = new Map([
  ['variantId', 'invalid_variant'],
  ['quantity', 'invalid_quantity'],
  ['code', 'invalid_promo'],
]);

const MESSAGES: Record<IntentProblem, string> = {
  invalid_quantity: `quantity must be a whole number from 1 to ${MAX_QUANTITY}`,
  invalid_variant: 'variantId must be the id of a product variant',
  invalid_promo: 'code must be a promotion code of 1 to 64 characters without blanks around it',
  invalid_args: 'the arguments do not fit this kind of change',
};
