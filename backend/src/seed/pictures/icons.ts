import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { z } from '@medusajs/framework/zod';
import type { Raster } from './recolour';

/** The drawing, cut to its outline. Large enough for the closest shot. */
const RASTER_SIZE = 1300;

const iconSetSchema = z.object({
  width: z.number().default(32),
  height: z.number().default(32),
  icons: z.record(z.string(), z.unknown()),
});
/** Checked when it is drawn: the set has thousands, a shop shows a hundred. */
const iconSchema = z.object({ body: z.string(), width: z.number().optional(), height: z.number().optional() });

export type IconSet = { names: ReadonlySet<string>; draw(name: string): Promise<Raster> };

/** The pictures are drawn from Fluent Emoji (MIT), installed from npm. */
export async function loadIcons(): Promise<IconSet> {
  const file = require.resolve('@iconify-json/fluent-emoji/icons.json');
  const set = iconSetSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return {
    names: new Set(Object.keys(set.icons)),
    async draw(name) {
      if (!set.icons[name]) throw new Error(`there is no icon "${name}" in @iconify-json/fluent-emoji`);
      const icon = iconSchema.parse(set.icons[name]);
      const size = `viewBox="0 0 ${icon.width ?? set.width} ${icon.height ?? set.height}"`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${RASTER_SIZE}" height="${RASTER_SIZE}" ${size}>${icon.body}</svg>`;
      const drawn = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      const box = outline(drawn.data, drawn.info.width, drawn.info.height);
      const raw = { width: drawn.info.width, height: drawn.info.height, channels: 4 } as const;
      const cut = await sharp(drawn.data, { raw }).extract(box).raw().toBuffer({ resolveWithObject: true });
      return { data: cut.data, width: cut.info.width, height: cut.info.height };
    },
  };
}

function outline(data: Uint8Array, width: number, height: number) {
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[(y * width + x) * 4 + 3]! < 12) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}
