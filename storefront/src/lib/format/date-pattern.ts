/** How a language writes a day in full. Read off `Intl` when the shop is built, for the reason in number-pattern.ts. */
export type DatePattern = {
  /** The ten digits, zero first. */
  digits: string;
  months: string[];
  /** What stands where; texts are written as they are. */
  parts: (string | { type: 'day' | 'month' | 'year' })[];
};

/** `time` in milliseconds since 1970; the day is the one of UTC. */
export function writeDate(time: number, { digits, months, parts }: DatePattern): string {
  const date = new Date(time);
  const write = (value: number) => String(value).replace(/\d/g, (digit) => digits[Number(digit)]!);
  const written = {
    day: write(date.getUTCDate()),
    month: months[date.getUTCMonth()] ?? '',
    year: write(date.getUTCFullYear()),
  };
  return parts.map((part) => (typeof part === 'string' ? part : written[part.type])).join('');
}
