import type { ReadablePost } from './posts';

type Feed = {
  title: string;
  subtitle: string;
  language: string;
  /** Absolute address of the journal in this market. */
  home: string;
  posts: readonly ReadablePost[];
};

/** The journal as an Atom 1.0 feed (RFC 4287): title, summary and where to read on. */
export function atomFeed({ title, subtitle, language, home, posts }: Feed): string {
  const updated =
    posts
      .map(({ published }) => published)
      .sort()
      .at(-1) ?? '1970-01-01';
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escape(language)}">
  <id>${escape(home)}</id>
  <title>${escape(title)}</title>
  <subtitle>${escape(subtitle)}</subtitle>
  <link rel="self" type="application/atom+xml" href="${escape(`${home}/feed.xml`)}"/>
  <link rel="alternate" type="text/html" href="${escape(home)}"/>
  <updated>${atMidnight(updated)}</updated>
  <author><name>Satchel</name></author>
${posts.map((post) => entry(post, `${home}/${post.slug}`)).join('\n')}
</feed>
`;
}

const entry = ({ title, summary, published, language }: ReadablePost, address: string): string =>
  `  <entry xml:lang="${escape(language)}">
    <id>${escape(address)}</id>
    <title>${escape(title)}</title>
    <link rel="alternate" type="text/html" href="${escape(address)}"/>
    <published>${atMidnight(published)}</published>
    <updated>${atMidnight(published)}</updated>
    <summary>${escape(summary)}</summary>
  </entry>`;

const atMidnight = (day: string): string => `${day}T00:00:00Z`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

const escape = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
