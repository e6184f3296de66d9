import { existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { linkTree } from './link-tree.ts';

/**
 * Drawing the demo shop's pictures takes most of a seed, and a picture's name says its content: those of earlier shops
 * are laid into the uploads before `seed`, which keeps them. What it drew is kept for later shops, and nothing else is:
 * a merchant's own upload must not outlive a reset.
 */
export async function keepingPictures(
  { uploads, pictures }: { uploads: string; pictures: string },
  seed: () => Promise<void>,
): Promise<void> {
  linkTree(pictures, uploads);
  const before = new Set(namesIn(uploads));
  await seed();
  mkdirSync(pictures, { recursive: true });
  for (const name of namesIn(uploads)) {
    if (!before.has(name) && !existsSync(join(pictures, name))) linkSync(join(uploads, name), join(pictures, name));
  }
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}
