import { localizePath, regionOf } from '$lib/i18n/market';
import { collectionPath } from '$lib/shelves';
import type { MarketCatalog } from './market-catalogs';

/** For language models, after llmstxt.org: what this is, how to read it, where things are. English, as models expect it. */
export function llmsTxt(markets: MarketCatalog[], origin: string): string {
  const [main] = markets;
  if (!main) return '';
  const { market, catalog } = main;
  const { categories, collections } = catalog.taxonomy();
  const link = (name: string, path: string, note: string) =>
    `- [${plain(name)}](${origin}${path})${note && `: ${note}`}`;
  const sections: [string, string[]][] = [
    [
      'Shop',
      [
        link(
          'Everything',
          localizePath(market, '/products'),
          `${catalog.size} products, 24 a page; \`?page=2\` goes on`,
        ),
        link('Newest products', localizePath(market, '/feed.xml'), 'Atom'),
        link('Sitemap', '/sitemap.xml', 'every page of every market'),
        link('What we promise', localizePath(market, '/about'), 'about cart, device and prices'),
        link(
          'Returns & shipping',
          localizePath(market, '/legal/returns'),
          'what delivery costs, how to send things back',
        ),
        link('Journal', localizePath(market, '/journal'), 'short pieces about good things'),
      ],
    ],
    [
      'Departments',
      categories.map(({ handle, name, description }) =>
        link(name, localizePath(market, `/c/${encodeURIComponent(handle)}`), plain(description)),
      ),
    ],
    ...(collections.length > 0
      ? [
          [
            'Collections',
            collections.map(({ handle, title, description = '' }) =>
              link(title, localizePath(market, collectionPath({ handle })), plain(description)),
            ),
          ] satisfies [string, string[]],
        ]
      : []),
    [
      'Markets',
      markets.map(({ market: target }) => {
        const { name, currency, pricesIncludeTax } = regionOf(target);
        const tax = pricesIncludeTax ? 'prices include tax' : 'sales tax is added at checkout';
        return link(target.label, localizePath(target, '/'), `${name}, ${currency.toUpperCase()}, ${tax}`);
      }),
    ],
  ];
  const written = sections.map(([title, lines]) => `## ${title}\n\n${lines.join('\n')}\n`);
  return `# Satchel\n\n> ${SUMMARY}\n\n${READING.map((line) => `- ${line}\n`).join('')}\n${written.join('\n')}`;
}

const SUMMARY =
  'A shop for things to wear, carry, cook, grow and play with. It lives on the shopper’s device and works without a network.';

const READING = [
  'Pages are complete without JavaScript.',
  'A product page (`/p/<handle>`) carries schema.org/Product as JSON-LD: every variant with its price, currency and availability.',
  'What buyers say of it is at `/p/<handle>/reviews`.',
  'A market is the first part of the path; without one it is the first market below. Prices differ from market to market.',
  'Prices and stock are those of the moment. The shop confirms them before anybody pays.',
];

/** One line that Markdown takes for words. */
const plain = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[[\]\\`*_<>]/g, '\\$&');
