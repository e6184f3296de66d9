/** What another app hands over; which field a link comes in differs from system to system. */
export type Shared = { title: string | null; text: string | null; url: string | null };

const LONGEST = 120;

/** Where a shared thing leads: a link of this shop to its page, anything else to a search for what it is about. */
export function placeOf({ title, text, url }: Shared, origin: string): string {
  const link = linkIn(url) ?? linkIn(text);
  if (link?.origin === origin) return `/${link.pathname.replace(/^\/+/, '')}${link.search}`;
  const said = [title, text].map((part) => (part ?? '').replace(/https?:\/\/\S+/g, '').trim()).find(Boolean);
  const words = (said ?? wordsOf(link)).slice(0, LONGEST);
  return words ? `/search?q=${encodeURIComponent(words)}` : '/';
}

function linkIn(text: string | null): URL | null {
  const found = /https?:\/\/\S+/.exec(text ?? '')?.[0];
  return found === undefined ? null : URL.parse(found);
}

/** `https://elsewhere.example/shop/red-rubber-boots.html` → `red rubber boots` */
function wordsOf(link: URL | null): string {
  const last = link?.pathname.split('/').filter(Boolean).at(-1) ?? '';
  return decode(last)
    .replace(/\.\w+$/, '')
    .replace(/[-_+]+/g, ' ')
    .trim();
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
