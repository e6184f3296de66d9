/** What a number stands for. `amount` is money that leaves out its decimals where there are none: a threshold, not a price. */
export type NumberKind = 'number' | 'percent' | `money ${string}` | `amount ${string}`;

export function optionsOf(kind: NumberKind): Intl.NumberFormatOptions {
  const [style, currency = ''] = kind.split(' ');
  if (style === 'number') return {};
  if (style === 'percent') return { style };
  return {
    style: 'currency',
    currency: currency.toUpperCase(),
    ...(style === 'amount' && { trailingZeroDisplay: 'stripIfInteger' as const }),
  };
}
