/** What a schema.org type says of itself, without its context. */
export type JsonLd = { '@type': string; [name: string]: unknown };

/** The script element for a page's head; nothing in the data can end it early. */
export const jsonLdScript = (data: JsonLd): string => `<script type="application/ld+json">${jsonLdText(data)}</script>`;

export const jsonLdText = (data: JsonLd): string =>
  JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c');

/** The way from the front page to this one. The last step is the page itself and has no address. */
export const breadcrumbJsonLd = (
  trail: readonly { name: string; href?: string | undefined }[],
  origin: string,
): JsonLd => ({
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(({ name, href }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    ...(href === undefined ? {} : { item: origin + href }),
  })),
});

type Site = { origin: string; home: string; search: string; language: string; description: string };

/** The shop and who runs it. `home` and `search` are paths of the market; the search box of a results page leads to `search`. */
export const siteJsonLd = ({ origin, home, search, language, description }: Site): JsonLd[] => [
  {
    '@type': 'WebSite',
    '@id': `${origin}${home}#website`,
    name: 'Satchel',
    description,
    url: origin + home,
    inLanguage: language,
    publisher: { '@id': organizationId(origin) },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}${search}?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  },
  {
    '@type': 'Organization',
    '@id': organizationId(origin),
    name: 'Satchel',
    url: origin,
    logo: { '@type': 'ImageObject', url: `${origin}/icons/icon-512.png`, width: 512, height: 512 },
  },
];

type Posting = {
  post: { title: string; summary: string; published: string; language: string };
  url: string;
  origin: string;
};

/** A text of the journal, written and published by the shop. */
export const postingJsonLd = ({ post, url, origin }: Posting): JsonLd => ({
  '@type': 'BlogPosting',
  headline: post.title,
  description: post.summary,
  datePublished: post.published,
  inLanguage: post.language,
  url,
  author: { '@type': 'Organization', '@id': organizationId(origin), name: 'Satchel' },
  publisher: { '@id': organizationId(origin) },
});

const organizationId = (origin: string): string => `${origin}/#organization`;
