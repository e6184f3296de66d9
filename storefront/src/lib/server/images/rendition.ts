/** The only widths there are: a free choice would let anybody fill the disk. */
export const WIDTHS = [160, 320, 480, 640, 800, 1200, 1600] as const;
export const FORMATS = ['avif', 'webp', 'jpeg'] as const;

export type Width = (typeof WIDTHS)[number];
export type Format = (typeof FORMATS)[number];
export type Rendition = { key: string; width: Width; format: Format };

export type ParsedRendition =
  { kind: 'rendition'; rendition: Rendition } | { kind: 'invalid'; field: 'key' | 'w' | 'f'; message: string };

/** `/img/<key>?w=&f=`: one file name, a width of the ladder, a format. Everything else is refused. */
export function parseRendition(key: string, search: URLSearchParams): ParsedRendition {
  if (!isFileName(key)) return { kind: 'invalid', field: 'key', message: 'must be the name of one picture' };
  const width = WIDTHS.find((candidate) => String(candidate) === search.get('w'));
  if (!width) return { kind: 'invalid', field: 'w', message: `must be one of ${WIDTHS.join(', ')}` };
  const format = FORMATS.find((candidate) => candidate === search.get('f'));
  if (!format) return { kind: 'invalid', field: 'f', message: `must be one of ${FORMATS.join(', ')}` };
  if ([...search.keys()].length !== 2) return { kind: 'invalid', field: 'f', message: 'only w and f may be given' };
  return { kind: 'rendition', rendition: { key, width, format } };
}

/** One path segment that cannot lead anywhere else. */
function isFileName(key: string): boolean {
  return /^(?!\.)[^/\\]{1,250}$/u.test(key) && !key.includes('\0');
}
