import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createSingleFlight } from '../backend/single-flight';
import { isMissing, storeFile } from '../backend/store-file';
import { createOriginals } from './original';
import { createQueue } from './queue';
import { renderPicture } from './render';
import type { Rendition } from './rendition';

/** Raised when renditions shall look different, so that files made before are not used. */
const RECIPE = 1;

export type Images = { get(rendition: Rendition): Promise<Buffer> };

/** Renditions of product pictures: from disk, or made once and stored. */
export function createImages({ backendUrl, dataDirectory }: { backendUrl: string; dataDirectory: string }): Images {
  const originals = createOriginals(backendUrl);
  const once = createSingleFlight<Buffer>();
  // One core stays free for pages.
  const queued = createQueue(Math.max(1, availableParallelism() - 1));

  const make = async (path: string, rendition: Rendition): Promise<Buffer> => {
    const original = await originals.get(rendition.key);
    const picture = await queued(() => renderPicture(original, rendition));
    await storeFile(path, picture);
    return picture;
  };

  return {
    async get(rendition) {
      const path = join(dataDirectory, 'img-cache', fileNameOf(rendition));
      try {
        return await readFile(path);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      return once(path, () => make(path, rendition));
    },
  };
}

/** A hash, so that no key can name a place on the disk. */
function fileNameOf({ key, width, format }: Rendition): string {
  const hash = createHash('sha256').update(`${RECIPE}\0${key}`).digest('hex');
  return join(hash.slice(0, 2), `${hash.slice(2, 34)}-${width}.${format}`);
}
