import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { z } from '@medusajs/framework/zod';
import type { Raster } from './recolour';

/** Large enough to see where a drawing ends, small enough to cost nothing. */
const PROBE_SIZE = 260;

const iconSetSchema = z.object({
  width: z.number().default(32),
  height: z.number().default(32),
  icons: z.record(z.string(), z.unknown()),
});
/** Checked when it is drawn: the set has thousands, a shop shows a hundred. */
const iconSchema = z.object({ body: z.string(), width: z.number().optional(), height: z.number().optional() });

export type IconSet = {
  names: ReadonlySet<string>;
  /** The drawing cut to its outline, as large as fits. */
  draw(name: string, fit: { width: number; height: number }): Promise<Raster>;
};
type Box = { left: number; top: number; width: number; height: number };

/** The pictures are drawn from Fluent Emoji (MIT), installed from npm. */
export async function loadIcons(): Promise<IconSet> {
  const file = require.resolve('@iconify-json/fluent-emoji/icons.json');
  const set = iconSetSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return {
    names: new Set(Object.keys(set.icons)),
    async draw(name, fit) {
      if (!set.icons[name]) throw new Error(`there is no icon "${name}" in @iconify-json/fluent-emoji`);
      const { body, width = set.width, height = set.height } = iconSchema.parse(set.icons[name]);
      const unit = Math.max(width, height) / PROBE_SIZE;
      const whole = { left: 0, top: 0, width, height };
      const seen = outline(await rasterise(body, whole, 1 / unit));
      // One pixel of the probe around it: the probe may have missed a faint edge.
      const view = {
        left: (seen.left - 1) * unit,
        top: (seen.top - 1) * unit,
        width: (seen.width + 2) * unit,
        height: (seen.height + 2) * unit,
      };
      const drawn = await rasterise(body, view, Math.min(fit.width / view.width, fit.height / view.height));
      return cut(drawn, outline(drawn));
    },
  };
}

async function rasterise(body: string, view: Box, scale: number): Promise<Raster> {
  const size = `width="${Math.round(view.width * scale)}" height="${Math.round(view.height * scale)}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="${view.left} ${view.top} ${view.width} ${view.height}">${body}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function cut({ data, width, height }: Raster, box: Box): Promise<Raster> {
  const inside = await sharp(data, { raw: { width, height, channels: 4 } })
    .extract(box)
    .raw()
    .toBuffer();
  return { data: inside, width: box.width, height: box.height };
}

function outline({ data, width, height }: Raster): Box {
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
