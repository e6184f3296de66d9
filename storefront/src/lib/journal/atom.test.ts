import { expect, it } from 'vitest';
import { atomFeed } from './atom';
import type { ReadablePost } from './posts';

const post = (slug: string, published: string, title: string): ReadablePost => ({
  slug,
  published,
  related: [],
  title,
  summary: 'About it',
  minutes: 2,
  language: 'en',
  isTranslated: false,
  languages: ['en'],
});

const feed = (posts: ReadablePost[]) =>
  atomFeed({ title: 'Journal', subtitle: 'S', language: 'de', home: 'https://shop.example/de/journal', posts });

it('is as new as its newest post', () => {
  const xml = feed([post('a', '2026-01-02', 'A'), post('b', '2026-03-04', 'B')]);
  expect(xml).toContain('<updated>2026-03-04T00:00:00Z</updated>\n  <author>');
});

it('names posts by their address and says in which language they are', () => {
  const xml = feed([post('a', '2026-01-02', 'A')]);
  expect(xml).toContain('<id>https://shop.example/de/journal/a</id>');
  expect(xml).toContain('<entry xml:lang="en">');
  expect(xml).toContain('xml:lang="de"');
});

it('survives what people write into titles', () => {
  expect(feed([post('a', '2026-01-02', `<b> & "x" 'y'`)])).toContain(
    '<title>&lt;b&gt; &amp; &quot;x&quot; &apos;y&apos;</title>',
  );
});
