import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../backend/store-file';

/** No part begins with a dot, so that no name leads out of the folder. */
const NAME = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(js|css|woff2)$/;

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' };

export type KeptFile = { bytes: Buffer; type: string; isPacked: boolean };

/**
 * A hashed file of one of the builds that `build-config/keep-build.js` has kept. A name says what is in it, so any of them will
 * do. Looked up on the disk every time: another server of a newer build may have begun meanwhile.
 */
export async function readKeptFile(
  name: string,
  { dataDirectory, acceptsBrotli }: { dataDirectory: string; acceptsBrotli: boolean },
): Promise<KeptFile | undefined> {
  const type = TYPES[NAME.exec(name)?.[1] ?? ''];
  if (type === undefined) return undefined;
  const home = join(dataDirectory, 'builds');
  for (const build of await orMissing(readdir(home), [])) {
    const path = join(home, build, name);
    const packed = acceptsBrotli ? await orMissing(readFile(`${path}.br`), undefined) : undefined;
    const bytes = packed ?? (await orMissing(readFile(path), undefined));
    if (bytes) return { bytes, type, isPacked: packed !== undefined };
  }
  return undefined;
}

const orMissing = <Found, Else>(found: Promise<Found>, otherwise: Else): Promise<Found | Else> =>
  found.catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    return otherwise;
  });
