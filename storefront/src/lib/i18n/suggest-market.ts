import { MARKETS, type Market } from 'sync/protocol';

type Visitor = {
  /** As the browser lists them, the best first. */
  languages: readonly string[];
  /** IANA name, for instance `America/Chicago`. Asked only where it decides. */
  timeZone: () => string;
};

/** Where the clocks of a market's country are set. Browsers in American English are everywhere: only both together say something. */
const CLOCKS: Partial<Record<Market['prefix'], RegExp>> = {
  us: /^(America|US)\/|^Pacific\/Honolulu$/,
  gb: /^Europe\/(London|Belfast)$|^GB/,
};

/**
 * The market that suits a visitor better than the one they are in. Another language is a reason; the same language in another
 * region only where the clock agrees.
 */
export function suggestMarket(current: Market, { languages, timeZone }: Visitor): Market | undefined {
  const spoken = languages.map(baseOf).find((base) => MARKETS.some(({ language }) => baseOf(language) === base));
  if (spoken === undefined) return undefined;
  const speaking = MARKETS.filter(({ language }) => baseOf(language) === spoken);
  const clock = speaking.some(({ prefix }) => CLOCKS[prefix]) ? timeZone() : '';
  const near = speaking.find(({ prefix }) => CLOCKS[prefix]?.test(clock));
  if (near) return near.prefix === current.prefix ? undefined : near;
  if (baseOf(current.language) === spoken) return undefined;
  return speaking.find(({ prefix }) => !CLOCKS[prefix]);
}

const baseOf = (language: string): string => language.toLowerCase().split('-', 1)[0] ?? '';
