import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import display from '@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-800-normal.woff?inline';
import displayExt from '@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-ext-800-normal.woff?inline';
import body from '@fontsource/instrument-sans/files/instrument-sans-latin-600-normal.woff?inline';
import bodyExt from '@fontsource/instrument-sans/files/instrument-sans-latin-ext-600-normal.woff?inline';
import arabic from '@fontsource/noto-kufi-arabic/files/noto-kufi-arabic-arabic-700-normal.woff?inline';
import { storeFile } from '../backend/store-file';
import { unwrapWoff } from './unwrap-woff';

const FILES = { display, 'display-ext': displayExt, body, 'body-ext': bodyExt, arabic };

/** What Pango calls them; the weight is part of a name, and the comma keeps Pango from reading it as one. */
export const DISPLAY_FONT = 'Bricolage Grotesque ExtraBold, Noto Kufi Arabic, Bold';
export const BODY_FONT = 'Instrument Sans SemiBold, Noto Kufi Arabic, Bold';

/**
 * Makes the shop's faces known to Pango in this process, so that a card looks the same on a machine without any font. They are
 * part of the build; Pango reads files, and reads them late: called before every card, this puts back one that was cleaned away.
 */
export async function provideFonts(directory: string): Promise<void> {
  for (const [name, address] of Object.entries(FILES)) {
    const path = join(directory, `${name}.ttf`);
    if (known.has(path) && existsSync(path)) continue;
    const woff = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
    await storeFile(path, unwrapWoff(woff));
    await sharp({ text: { text: 'a', fontfile: path } })
      .raw()
      .toBuffer();
    known.add(path);
  }
}

/** Pango's own list is one for the process, too. */
const known = new Set<string>();
