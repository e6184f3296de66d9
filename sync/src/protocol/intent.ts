import * as z from 'zod/mini';
import { MAX_QUANTITY } from './limits.js';

const variantId = z.string().check(z.regex(/^[\w-]{1,64}$/));
const positive = z.int().check(z.gte(1), z.lte(MAX_QUANTITY));
const zeroOrMore = z.int().check(z.gte(0), z.lte(MAX_QUANTITY));

/** Delta: adds of two devices both count. */
export const addSchema = z.strictObject({ variantId, quantity: positive });
/** Absolute: the last in server order wins; 0 takes the line out. */
export const setSchema = z.strictObject({ variantId, quantity: zeroOrMore });
/** Observed-remove: see `observed` of the mutation. */
export const removeSchema = z.strictObject({ variantId });

/** The argument schema of every intent kind this build understands. A kind that is not here waits in the outbox. */
export const intentSchemas = {
  'cart.add': addSchema,
  'cart.set': setSchema,
  'cart.remove': removeSchema,
} as const;

export type IntentKind = keyof typeof intentSchemas;
export type IntentArgs<K extends IntentKind> = z.infer<(typeof intentSchemas)[K]>;
export type Intent = { [K in IntentKind]: { kind: K; args: IntentArgs<K> } }[IntentKind];

export type IntentProblem = 'invalid_variant' | 'invalid_quantity' | 'invalid_args';
export type ParsedIntent =
  | { kind: 'intent'; intent: Intent }
  | { kind: 'unknown-kind' }
  | { kind: 'invalid'; code: IntentProblem; field: string; message: string };

export const isKnownKind = (kind: string): kind is IntentKind => Object.hasOwn(intentSchemas, kind);

/** Checks what a mutation says. An unknown kind is not an error: a newer device made it, so it waits (P8). */
export function parseIntent(kind: string, args: unknown): ParsedIntent {
  if (!isKnownKind(kind)) return { kind: 'unknown-kind' };
  const parsed = z.safeParse(intentSchemas[kind], args);
  if (parsed.success) return { kind: 'intent', intent: { kind, args: parsed.data } as Intent };
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? 'args');
  const code = field === 'variantId' ? 'invalid_variant' : field === 'quantity' ? 'invalid_quantity' : 'invalid_args';
  return { kind: 'invalid', code, field, message: describeProblem(code) };
}

function describeProblem(code: IntentProblem): string {
  if (code === 'invalid_quantity') return `quantity must be a whole number from 1 to ${MAX_QUANTITY}`;
  if (code === 'invalid_variant') return 'variantId must be the id of a product variant';
  return 'the arguments do not fit this kind of change';
}
