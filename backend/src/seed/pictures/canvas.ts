import type { Raster } from './recolour';

/** An opaque picture in the making: RGB bytes. Blending here is many times faster than a round trip through an image library. */
export type Canvas = { data: Uint8Array; width: number; height: number };
/** One byte of opacity per pixel. */
export type Mask = { data: Uint8Array; width: number; height: number };
export type Rgb = { r: number; g: number; b: number };

/** Lays an RGBA object over the canvas; what hangs over the edge is cut off. */
export function drawRaster(canvas: Canvas, object: Raster, left: number, top: number): void {
  const { data } = canvas;
  const drawn = object.data;
  const fromX = Math.max(0, -left);
  const toX = Math.min(object.width, canvas.width - left);
  for (let y = Math.max(0, -top); y < object.height && y + top < canvas.height; y++) {
    let from = (y * object.width + fromX) * 4;
    let to = ((y + top) * canvas.width + fromX + left) * 3;
    for (let x = fromX; x < toX; x++, from += 4, to += 3) {
      const alpha = drawn[from + 3]!;
      if (alpha === 0) continue;
      if (alpha === 255) {
        data[to] = drawn[from]!;
        data[to + 1] = drawn[from + 1]!;
        data[to + 2] = drawn[from + 2]!;
        continue;
      }
      const weight = alpha / 255;
      data[to] = mix(data[to]!, drawn[from]!, weight);
      data[to + 1] = mix(data[to + 1]!, drawn[from + 1]!, weight);
      data[to + 2] = mix(data[to + 2]!, drawn[from + 2]!, weight);
    }
  }
}

/** A pool of shade that fades out from its centre. */
export function drawPool(
  canvas: Canvas,
  pool: { x: number; y: number; rx: number; ry: number; opacity: number },
  tone: Rgb,
): void {
  for (let y = Math.max(0, Math.ceil(pool.y - pool.ry)); y < Math.min(canvas.height, pool.y + pool.ry); y++) {
    for (let x = Math.max(0, Math.ceil(pool.x - pool.rx)); x < Math.min(canvas.width, pool.x + pool.rx); x++) {
      const distance = ((x - pool.x) / pool.rx) ** 2 + ((y - pool.y) / pool.ry) ** 2;
      if (distance < 1) darken(canvas, x, y, tone, pool.opacity * (1 - distance) ** 2);
    }
  }
}

/** A blurred outline, kept at a quarter of the size and read smoothly between its pixels. */
export function drawSoftMask(canvas: Canvas, mask: Mask, left: number, top: number, tone: Rgb, opacity: number): void {
  const scale = 4;
  const fromX = Math.max(0, -left);
  const toX = Math.min((mask.width - 1) * scale, canvas.width - left);
  const line = new Float64Array(mask.width);
  for (let y = Math.max(0, -top); y < (mask.height - 1) * scale && y + top < canvas.height; y++) {
    if (!readLine(mask, y / scale, line)) continue;
    for (let x = fromX; x < toX; x++) {
      const column = x >> 2;
      const here = line[column]!;
      const alpha = here + (line[column + 1]! - here) * ((x & 3) / scale);
      if (alpha > 0.5) darken(canvas, x + left, y + top, tone, (alpha / 255) * opacity);
    }
  }
}

/** The opacities between two rows of the mask; false when there is nothing to see in them. */
function readLine(mask: Mask, at: number, line: Float64Array): boolean {
  const row = Math.floor(at);
  const down = at - row;
  let seen = 0;
  for (let column = 0, cell = row * mask.width; column < mask.width; column++, cell++) {
    const above = mask.data[cell]!;
    const below = mask.data[cell + mask.width]!;
    seen |= above | below;
    line[column] = above + (below - above) * down;
  }
  return seen !== 0;
}

function darken(canvas: Canvas, x: number, y: number, tone: Rgb, weight: number): void {
  const { data } = canvas;
  const at = (y * canvas.width + x) * 3;
  data[at] = mix(data[at]!, tone.r, weight);
  data[at + 1] = mix(data[at + 1]!, tone.g, weight);
  data[at + 2] = mix(data[at + 2]!, tone.b, weight);
}

/** From one byte towards another, rounded; the addition and the cast are much faster than `Math.round`. */
function mix(below: number, above: number, weight: number): number {
  return (below + (above - below) * weight + 0.5) | 0;
}
