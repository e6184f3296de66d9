import type * as z from 'zod/mini';
import type { intentSchemas } from './intent-schemas.js';
import { MAX_QUANTITY } from './limits.js';

/**
 * One ordered queue of a device. Intents of one lane take effect in the order they were made. What `forms` carries is said in
 * `form.ts`.
 */
export const LANES = ['cart', 'wishlist', 'forms'] as const;
export type Lane = (typeof LANES)[number];

export const VARIANT_ID = /^[\w-]{1,64}$/;
/** As the merchant wrote it: no blanks around it, nothing that cannot be typed. */
export const PROMO_CODE = /^[^\s\p{C}](?:[^\p{C}]{0,62}[^\s\p{C}])?$/u;

export type IntentKind = keyof typeof intentSchemas;
export type IntentArgs<K extends IntentKind> = z.infer<(typeof intentSchemas)[K]>;
export type Intent = { [K in IntentKind]: { kind: K; args: IntentArgs<K> } }[IntentKind];

export type IntentProblem = 'invalid_variant' | 'invalid_quantity' | 'invalid_promo' | 'invalid_args';
export type ParsedIntent =
  | { kind: 'intent'; intent: Intent }
  | { kind: 'unknown-kind' }
  | { kind: 'invalid'; code: IntentProblem; field: string; message: string };

type Field = 'variantId' | 'quantity' | 'code';
type ArgsShape = ReadonlyArray<readonly [Field, (value: unknown) => boolean]>;

const isVariant = (value: unknown) => typeof value === 'string' && VARIANT_ID.test(value);
const isCode = (value: unknown) => typeof value === 'string' && PROMO_CODE.test(value);
const isQuantity = (least: number) => (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= MAX_QUANTITY;

const variantOnly: ArgsShape = [['variantId', isVariant]];
const codeOnly: ArgsShape = [['code', isCode]];

/** What `intentSchemas` say, without zod; `readers.test.ts` proves it. A kind that is not here waits in the outbox. */
const shapes: Record<IntentKind, ArgsShape> = {
  'cart.add': [...variantOnly, ['quantity', isQuantity(1)]],
  'cart.set': [...variantOnly, ['quantity', isQuantity(0)]],
  'cart.remove': variantOnly,
  'cart.promo.add': codeOnly,
  'cart.promo.remove': codeOnly,
  'wishlist.add': variantOnly,
  'wishlist.remove': variantOnly,
};

export const isKnownKind = (kind: string): kind is IntentKind => Object.hasOwn(shapes, kind);

/** The lane an intent kind belongs to: the first part of its name. */
export const laneOf = (kind: IntentKind): Lane => kind.split('.')[0] as Lane;

/** Checks what a mutation says. An unknown kind is not an error: a newer device made it, so it waits (P8). */
export function parseIntent(kind: string, args: unknown): ParsedIntent {
  if (!isKnownKind(kind)) return { kind: 'unknown-kind' };
  const shape = shapes[kind];
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return invalid('args');
  const given = new Map(Object.entries(args));
  const wrong = shape.find(([field, isGood]) => !isGood(given.get(field)));
  if (wrong) return invalid(wrong[0]);
  if ([...given.keys()].some((key) => !shape.some(([field]) => field === key))) return invalid('args');
  return { kind: 'intent', intent: { kind, args: Object.fromEntries(given) } as Intent };
}

function invalid(field: Field | 'args'): ParsedIntent {
  const [code, message] = PROBLEMS[field];
  return { kind: 'invalid', code, field, message: `${field} ${message}` };
}

const PROBLEMS: Record<Field | 'args', readonly [IntentProblem, message: string]> = {
  variantId: ['invalid_variant', 'must be the id of a product variant'],
  quantity: ['invalid_quantity', `must be a whole number from 1 to ${MAX_QUANTITY}`],
  code: ['invalid_promo', 'must be 1 to 64 characters, no blanks around'],
  args: ['invalid_args', 'do not fit this change'],
};
