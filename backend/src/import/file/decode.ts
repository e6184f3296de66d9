export type Decoded =
  { kind: 'text'; text: string; brokenLines: ReadonlySet<number> } | { kind: 'unusable'; message: string };

const UTF8_MARK = '\uFEFF';

/**
 * Bytes → text with `\n` as the only line break. Lines with bytes that are not UTF-8 keep replacement characters and are
 * named, so that the rows on them can be left out.
 */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { kind: 'unusable', message: 'The file is UTF-16. Save it as "CSV UTF-8" and try again.' };
  }
  const text = withoutMark(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).replace(/\r\n?/g, '\n');
  if (text.includes('\0')) return { kind: 'unusable', message: 'The file is not a text file: it holds zero bytes.' };
  return { kind: 'text', text, brokenLines: isUtf8(bytes) ? new Set() : findBrokenLines(bytes) };
}

const withoutMark = (text: string): string => (text.startsWith(UTF8_MARK) ? text.slice(1) : text);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** No byte of a longer UTF-8 sequence equals a line break, so each line can be judged alone. */
function findBrokenLines(bytes: Uint8Array): ReadonlySet<number> {
  const broken = new Set<number>();
  let line = 1;
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    const isEnd = at === bytes.length || bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a);
    if (!isEnd) continue;
    if (!isUtf8(bytes.subarray(start, at))) broken.add(line);
    line += 1;
    start = at + 1;
  }
  return broken;
}
