import { createHash } from 'node:crypto';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createSingleFlight } from '../backend/single-flight';
import { isMissing, storeFile } from '../backend/store-file';
import type { Images } from '../images';
import { createQueue } from '../images/queue';
import { drawCard, type CardContent } from './draw';
import { provideFonts } from './fonts';

/** Raised when cards shall look different, so that files made before are not used. */
const RECIPE = 1;

/** 4,096 folders of up to 4 cards of about 60 kB: what is kept stays below 1 GB however large the shop. */
const FOLDER_DIGITS = 3;
const CARDS_PER_FOLDER = 4;

export type SocialCards = { get(content: CardContent): Promise<Buffer> };

/** Pictures for link previews: from disk, or drawn once and stored. The oldest of a folder gives way to a new one. */
export function createSocialCards({ images, dataDirectory }: { images: Images; dataDirectory: string }): SocialCards {
  const directory = join(dataDirectory, 'og-cache');
  const once = createSingleFlight<Buffer>();
  // Nobody looks at the shop while waiting for a card.
  const queued = createQueue(1);

  const make = async (path: string, content: CardContent): Promise<Buffer> => {
    const picture =
      content.image === null ? null : await images.get({ key: content.image, width: 800, format: 'webp' });
    const card = await queued(async () => {
      await provideFonts(join(directory, 'fonts'));
      return drawCard(content, picture);
    });
    await storeFile(path, card);
    await dropOldest(dirname(path));
    return card;
  };

  return {
    async get(content) {
      const path = join(directory, fileNameOf(content));
      try {
        return await readFile(path);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      return once(path, () => make(path, content));
    },
  };
}

function fileNameOf({ dir, title, price, formerPrice, tagline, image }: CardContent): string {
  const shown = JSON.stringify([RECIPE, dir, title, price, formerPrice, tagline, image]);
  const hash = createHash('sha256').update(shown).digest('hex');
  return join(hash.slice(0, FOLDER_DIGITS), `${hash.slice(FOLDER_DIGITS, 32)}.jpg`);
}

async function dropOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg'));
  if (names.length <= CARDS_PER_FOLDER) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  dated.sort((a, b) => b.at - a.at);
  await Promise.all(dated.slice(CARDS_PER_FOLDER).map(({ name }) => rm(join(folder, name), { force: true })));
}
