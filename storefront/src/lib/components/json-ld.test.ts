import { expect, it } from 'vitest';
import { breadcrumbJsonLd, jsonLdScript, jsonLdText, postingJsonLd, siteJsonLd } from './json-ld';

it('cannot end its script element', () => {
  const script = jsonLdScript({ '@type': 'Thing', name: '</script><script>alert(1)</script><!--' });
  expect(script.match(/<\/?script|<!--/g)).toEqual(['<script', '</script']);
  expect(JSON.parse(jsonLdText({ '@type': 'Thing', name: '</script>' }))).toEqual({
    '@context': 'https://schema.org',
    '@type': 'Thing',
    name: '</script>',
  });
});

it('leads to the page step by step', () => {
  const { itemListElement } = breadcrumbJsonLd(
    [{ name: 'Home', href: '/de' }, { name: 'Bags', href: '/de/c/bags' }, { name: 'Mug' }],
    'https://shop.example',
  );
  expect(itemListElement).toEqual([
    { '@type': 'ListItem', position: 1, name: 'Home', item: 'https://shop.example/de' },
    { '@type': 'ListItem', position: 2, name: 'Bags', item: 'https://shop.example/de/c/bags' },
    { '@type': 'ListItem', position: 3, name: 'Mug' },
  ]);
});

it('says how the market is searched, and names one organisation in all of them', () => {
  const site = (prefix: string) =>
    siteJsonLd({
      origin: 'https://shop.example',
      home: prefix || '/',
      search: `${prefix}/search`,
      language: 'de',
      description: 'A shop',
    });
  expect(JSON.stringify(site('/de')[0])).toContain('"https://shop.example/de/search?q={search_term_string}"');
  expect(site('/de')[1]).toEqual(site('')[1]);
});

it('a text of the journal is by the organisation that the site names', () => {
  const origin = 'https://shop.example';
  const post = { title: 'Felt', summary: 'About it', published: '2026-01-02', language: 'en' };
  expect(postingJsonLd({ post, url: `${origin}/journal/felt`, origin })).toMatchObject({
    headline: 'Felt',
    datePublished: '2026-01-02',
    publisher: { '@id': `${origin}/#organization` },
  });
});
