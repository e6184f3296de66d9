import { baseDesired, fold } from './outbox/fold.js';
import type { Base, LineHint } from './outbox/lane-state.js';
import type { Line } from './mutators/index.js';
import type { CartLine, CartTotals, Money, Promotion } from './protocol/sync-reply.js';
import type { Mutation } from './protocol/sync-request.js';

/** One line on screen. `rev` is the one of the base, which a removal names as seen. */
export type ViewLine = CartLine & {
  /** Some of it is not acknowledged yet. */
  pending: boolean;
  /** Its total was computed here, for display only. */
  estimated: boolean;
};

/** A code in the cart. What it takes off is the server's to say: null while something is pending or not settled. */
export type ViewPromotion = Promotion & { pending: boolean };

export type CartView = {
  /** Region slug. */
  region: string;
  lines: ViewLine[];
  /** Promotion codes in the order they were entered. */
  promotions: ViewPromotion[];
  /** Pieces, over all lines. */
  count: number;
  /** The server's totals; null while something is pending, because they would be of another cart. */
  totals: CartTotals | null;
  /** The totals are missing or of an older cart: show `estimatedItemTotal`, marked as an estimate. */
  estimated: boolean;
  /** Null when a price is unknown or the currencies differ. */
  estimatedItemTotal: Money | null;
  /** The server has priced exactly these lines. */
  settled: boolean;
};

export type PendingIntent = Pick<Mutation, 'v' | 'kind' | 'args' | 'observed' | 'generation'> & {
  hint?: LineHint | undefined;
};

/** What the shopper sees: the last server state and everything pending on top. Pure; never stored. */
export function viewCart(base: Base | null, pending: readonly PendingIntent[], region: string): CartView {
  const known = new Map((base?.snapshot.lines ?? []).map((line) => [line.variantId, line]));
  const touched = touchedBy(pending, 'variantId');
  const hints = hintsOf(base, pending);
  const before = baseDesired(base).lines;
  const desired = fold('cart', base, pending);

  const lines = [...desired.lines].map(([variantId, line]): ViewLine => {
    const described = describe(variantId, known.get(variantId), hints.get(variantId));
    const isChanged = before.get(variantId)?.quantity !== line.quantity;
    return {
      ...described,
      quantity: line.quantity,
      total: isChanged ? totalOf(line, described.unitPrice) : (described.total ?? totalOf(line, described.unitPrice)),
      pending: touched.has(variantId),
      estimated: isChanged || described.total === null,
    };
  });

  const isPending = pending.length > 0;
  const touchedCodes = touchedBy(pending, 'code');
  const amounts = new Map(base?.snapshot.promotions?.map(({ code, amount }) => [code, amount]));
  const promotions = desired.promos.map((code) => ({
    code,
    amount: isPending ? null : (amounts.get(code) ?? null),
    pending: touchedCodes.has(code),
  }));
  const totals = isPending ? null : (base?.snapshot.totals ?? null);
  return {
    region: base?.snapshot.region ?? region,
    lines,
    promotions,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    totals,
    estimated: totals === null,
    estimatedItemTotal: sum(lines.map((line) => totalOf(line, line.unitPrice))),
    settled: !isPending && (base?.snapshot.settled ?? true),
  };
}

/** variantId → what was shown of lines the server has not described. */
export function hintsOf(base: Base | null, pending: readonly PendingIntent[]): ReadonlyMap<string, LineHint> {
  const hints = new Map(Object.entries(base?.hints ?? {}));
  for (const { args, hint } of pending) if (hint) hints.set(String(args['variantId']), hint);
  return hints;
}

/** What the pending intents name under this argument. */
export const touchedBy = (pending: readonly PendingIntent[], arg: 'variantId' | 'code'): ReadonlySet<unknown> =>
  new Set(pending.map(({ args }) => args[arg]));

/** The server's word where it has one, else what the shopper was shown when adding it. */
export function describe(variantId: string, line: CartLine | undefined, hint: LineHint | undefined): CartLine {
  return {
    variantId,
    quantity: line?.quantity ?? 0,
    rev: line?.rev ?? 0,
    productId: line?.productId || hint?.productId || null,
    productTitle: line?.productTitle || hint?.productTitle || '',
    productHandle: line?.productHandle || hint?.productHandle || null,
    variantTitle: line?.variantTitle ?? hint?.variantTitle ?? null,
    image: line?.image ?? hint?.image ?? null,
    unitPrice: line?.unitPrice ?? hint?.unitPrice ?? null,
    total: line?.total ?? null,
  };
}

function totalOf(line: Pick<Line, 'quantity'>, unitPrice: Money | null): Money | null {
  return unitPrice && { amount: tidy(unitPrice.amount * line.quantity), currency: unitPrice.currency };
}

function sum(amounts: Array<Money | null>): Money | null {
  const first = amounts[0];
  if (!first || amounts.some((money) => money?.currency !== first.currency)) return null;
  return { amount: tidy(amounts.reduce((total, money) => total + (money?.amount ?? 0), 0)), currency: first.currency };
}

/** Takes the binary dust off a decimal; no currency has more than four places. */
const tidy = (amount: number): number => Math.round(amount * 10_000) / 10_000;
