import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadIcons } from './icons';
import { describePicture, type Recipe } from './recipe';
import { findBody } from './recolour';
import { compose, createCanvas, largestObject } from './scene';

export type RenderReport = { rendered: number; kept: number; bytes: number };

/** How many pictures are in the making at once: one is dyed here while others are drawn and encoded in sharp's threads. */
const LANES = 3;

export type RenderOptions = {
  /** Where the pictures go. */
  folder: string;
  /** Length of their sides against full size, as the seed is told by `SEED_PICTURE_SCALE`. */
  scale: number;
  /** Hears the number done and the number to do. */
  onProgress: (done: number, total: number) => void;
};

/** Makes sure that every picture lies in the folder. One that is there is kept: its key names its content. */
export async function renderPictures(
  recipes: readonly Recipe[],
  { folder, scale, onProgress }: RenderOptions,
): Promise<RenderReport> {
  await mkdir(folder, { recursive: true });
  const byKey = new Map(recipes.map((recipe) => [describePicture(recipe).key, recipe]));
  const missing: { key: string; recipe: Recipe }[] = [];
  for (const [key, recipe] of byKey) if (!(await exists(path.join(folder, key)))) missing.push({ key, recipe });
  const report: RenderReport = { rendered: 0, kept: byKey.size - missing.length, bytes: 0 };
  if (missing.length === 0) return report;

  const icons = await loadIcons();
  const groups = groupByIcon(missing);
  const total = missing.length;
  async function work(): Promise<void> {
    const canvas = createCanvas(scale);
    for (let group = groups.shift(); group; group = groups.shift()) {
      const drawing = await icons.draw(group.icon, largestObject(scale));
      const model = { drawing, body: findBody(drawing) };
      for (const { key, recipe } of group.entries) {
        const picture = await compose(canvas, model, recipe);
        await writeWhole(path.join(folder, key), picture);
        report.rendered++;
        report.bytes += picture.length;
        onProgress(report.rendered, total);
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, work));
  return report;
}

function groupByIcon(entries: { key: string; recipe: Recipe }[]) {
  const groups = new Map<string, { icon: string; entries: { key: string; recipe: Recipe }[] }>();
  for (const entry of entries) {
    const group = groups.get(entry.recipe.icon) ?? { icon: entry.recipe.icon, entries: [] };
    group.entries.push(entry);
    groups.set(entry.recipe.icon, group);
  }
  return [...groups.values()];
}

/** A picture is there whole or not at all, also after a kill. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
