/**
 * How a language writes numbers of one kind. It is read off `Intl` when the shop is built, because the first use of `Intl` makes a
 * browser list all the languages it knows: a task of 0.2 s on a phone, before the page is alive.
 */
export type NumberPattern = {
  /** The ten digits, zero first. */
  digits: string;
  group: string;
  decimal: string;
  /** How many digits before the decimals a number has when it is grouped. */
  groupedFrom: number;
  /** Decimals. */
  least: number;
  most: number;
  /** Whether a whole number goes without its decimals. */
  stripsZeros: boolean;
  isPercent: boolean;
  /** What stands before and after the digits. */
  positive: [before: string, after: string];
  negative: [before: string, after: string];
};

/** As `Intl` writes it. Undefined for what is too large or too small to be exact, or no number at all: that is left to `Intl`. */
export function writeNumber(value: number, pattern: NumberPattern): string | undefined {
  const units = inUnits(String(Math.abs(value)), pattern);
  if (units === undefined) return undefined;
  const text = units.padStart(pattern.most + 1, '0');
  const whole = text.slice(0, text.length - pattern.most);
  const decimals = decimalsOf(text.slice(whole.length), pattern);
  const [before, after] = value < 0 || Object.is(value, -0) ? pattern.negative : pattern.positive;
  const written = grouped(whole, pattern) + (decimals && pattern.decimal + decimals);
  return before + written.replace(/\d/g, (digit) => pattern.digits[Number(digit)]!) + after;
}

/** Counted in the smallest decimal that is shown and rounded half up there: "12.345" with two decimals → "1235". */
function inUnits(text: string, { most, isPercent }: NumberPattern): string | undefined {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const places = most + (isPercent ? 2 : 0);
  const kept = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  const units = kept + Number((fraction[places] ?? '0') >= '5');
  return Number.isSafeInteger(units) ? String(units) : undefined;
}

function decimalsOf(all: string, { least, stripsZeros }: NumberPattern): string {
  if (stripsZeros && /^0*$/.test(all)) return '';
  let length = all.length;
  while (length > least && all[length - 1] === '0') length--;
  return all.slice(0, length);
}

function grouped(whole: string, { group, groupedFrom }: NumberPattern): string {
  return whole.length < groupedFrom ? whole : whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, group);
}
