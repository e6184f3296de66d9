import sharp from 'sharp';
import { drawPool, drawRaster, drawSoftMask, type Canvas } from './canvas';
import { toHex, toRgb } from './oklab';
import { BACKDROPS, PAINTS, type BackdropName, type Oklch } from './palette';
import { PICTURE_HEIGHT, PICTURE_WIDTH, type Recipe } from './recipe';
import { recolour, type Body, type Raster } from './recolour';

/** What the whole object may fill of a frame of full size. All lengths below are of that size, too. */
const LARGEST_OBJECT = { width: 1000, height: 1080 };
const FLOOR_Y = 1500;
const QUALITY = 85;
/** What a garment throws on the wall. */
const WALL_SHADOW = { r: 62, g: 48, b: 58 };

/** What stands in the studio, drawn no larger than `largestObject` says. */
export type Model = { drawing: Raster; body: Body };
type Size = { width: number; height: number };
type Placed = { object: Raster; left: number; top: number; foot: { centre: number; width: number } | null };

/** The frame; each picture is painted over the one before. `scale` 1 is full size, 0.25 a quarter of it each way. */
export function createCanvas(scale: number): Canvas {
  const [width, height] = [Math.round(PICTURE_WIDTH * scale), Math.round(PICTURE_HEIGHT * scale)];
  return { data: new Uint8Array(width * height * 3), width, height };
}

export function largestObject(scale: number): { width: number; height: number } {
  return { width: Math.round(LARGEST_OBJECT.width * scale), height: Math.round(LARGEST_OBJECT.height * scale) };
}

const scaleOf = ({ width }: Size): number => width / PICTURE_WIDTH;

/** Puts an object into the studio: paper backdrop, one soft light from the upper left, a shadow where it touches. */
export async function compose(canvas: Canvas, { drawing, body }: Model, recipe: Recipe): Promise<Buffer> {
  const object = recipe.paint ? recolour(drawing, body, PAINTS[recipe.paint]) : drawing;
  const placed = recipe.shot === 'detail' ? await closeUp(object, canvas) : wholeView(object, recipe, canvas);
  canvas.data.set(await backdrop(recipe.backdrop, canvas));
  if (placed.foot) drawFloorShadow(canvas, placed, placed.foot, recipe);
  else await drawCastShadow(canvas, placed);
  drawRaster(canvas, placed.object, placed.left, placed.top);
  return sharp(canvas.data, { raw: { width: canvas.width, height: canvas.height, channels: 3 } })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

function wholeView(object: Raster, recipe: Recipe, frame: Size): Placed {
  const { width, height } = object;
  const scale = scaleOf(frame);
  const left = Math.round((frame.width - width) / 2);
  const hangs = recipe.pose === 'hang';
  const middle = frame.height / 2;
  const floor = FLOOR_Y * scale;
  const ground =
    recipe.pose === 'stand' ? floor : recipe.pose === 'float' ? floor - 70 * scale : Math.round(middle + height / 2);
  const top = Math.round(hangs ? ground - height : ground - height - (ground - middle - height / 2) * 0.3);
  return { object, left, top, foot: hangs ? null : footprint(object) };
}

/** Near enough to see the stitching: larger than the frame, turned a little. Only what the frame shows is enlarged. */
async function closeUp(drawing: Raster, frame: Size): Promise<Placed> {
  const turned = await sharp(drawing.data, { raw: rawOf(drawing) })
    .rotate(-9, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const unit = scaleOf(frame);
  const scale = Math.max(1610 / drawing.width, 1380 / drawing.height) * unit;
  const left = Math.round((frame.width - turned.info.width * scale) / 2 + 120 * unit);
  const top = Math.round((frame.height - turned.info.height * scale) / 2 + 90 * unit);
  const large = { width: Math.round(turned.info.width * scale), height: Math.round(turned.info.height * scale) };
  const seen = crop(left, top, large, frame);
  const area = {
    left: Math.floor(seen.area.left / scale),
    top: Math.floor(seen.area.top / scale),
    width: Math.floor(seen.area.width / scale),
    height: Math.floor(seen.area.height / scale),
  };
  const raw = { width: turned.info.width, height: turned.info.height, channels: 4 } as const;
  const cut = await sharp(turned.data, { raw }).extract(area).raw().toBuffer();
  const part = { data: cut, width: area.width, height: area.height };
  const object = await enlarged(part, seen.area.width, seen.area.height);
  return { object, left: seen.left, top: seen.top, foot: null };
}

/** What the frame shows of something that lies there. */
function crop(left: number, top: number, { width, height }: Size, frame: Size) {
  const x = Math.max(0, -left);
  const y = Math.max(0, -top);
  const area = {
    left: x,
    top: y,
    width: Math.min(width - x, frame.width - Math.max(0, left)),
    height: Math.min(height - y, frame.height - Math.max(0, top)),
  };
  return { area, left: Math.max(0, left), top: Math.max(0, top) };
}

/** Where the object touches the floor: centre and width of its lowest tenth, in its own pixels. */
function footprint({ data, width, height }: Raster): { centre: number; width: number } {
  let left = width;
  let right = 0;
  for (let y = Math.floor(height * 0.9); y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[(y * width + x) * 4 + 3]! < 128) continue;
      if (x < left) left = x;
      if (x > right) right = x;
    }
  }
  return { centre: (left + right) / 2, width: Math.max(0.1 * width, right - left) };
}

function drawFloorShadow(
  canvas: Canvas,
  { object, left, top }: Placed,
  foot: { centre: number; width: number },
  recipe: Recipe,
): void {
  const tone = toRgb(shade(BACKDROPS[recipe.backdrop]));
  const unit = scaleOf(canvas);
  const x = left + foot.centre;
  const y = top + object.height;
  if (recipe.pose === 'float') {
    const rx = Math.max(foot.width, 420 * unit) * 0.62;
    drawPool(canvas, { x: x + 14 * unit, y: (FLOOR_Y + 40) * unit, rx, ry: 46 * unit, opacity: 0.34 }, tone);
    return;
  }
  const half = foot.width * 0.5;
  drawPool(canvas, { x: x + 34 * unit, y: y - 4 * unit, rx: half + 170 * unit, ry: 84 * unit, opacity: 0.38 }, tone);
  drawPool(canvas, { x: x + 8 * unit, y: y - 6 * unit, rx: half + 34 * unit, ry: 26 * unit, opacity: 0.66 }, tone);
}

/** A shadow is the paper itself, darker and a little richer, never grey. */
const shade = (paper: Oklch): Oklch => ({ l: paper.l * 0.48, c: Math.min(0.09, paper.c * 1.6 + 0.015), h: paper.h });

/** The object's own outline on the wall, blurred and moved away from the light. */
async function drawCastShadow(canvas: Canvas, { object, left, top }: Placed): Promise<void> {
  const unit = scaleOf(canvas);
  const margin = Math.round(40 * unit);
  const outline = await sharp(object.data, { raw: rawOf(object) })
    .extractChannel('alpha')
    .resize(Math.round(object.width / 4), Math.round(object.height / 4), { fit: 'fill' })
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .blur(10 * unit)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const mask = { data: outline.data, width: outline.info.width, height: outline.info.height };
  drawSoftMask(
    canvas,
    mask,
    left - margin * 4 + Math.round(26 * unit),
    top - margin * 4 + Math.round(54 * unit),
    WALL_SHADOW,
    0.34,
  );
}

const backdrops = new Map<string, Promise<Buffer>>();

function backdrop(name: BackdropName, frame: Size): Promise<Buffer> {
  const key = `${name} ${frame.width}`;
  const painted = backdrops.get(key) ?? paintBackdrop(BACKDROPS[name], frame);
  backdrops.set(key, painted);
  return painted;
}

function paintBackdrop(paper: Oklch, { width, height }: Size): Promise<Buffer> {
  const at = (l: number, c: number) => toHex({ l: Math.min(0.985, paper.l + l), c: paper.c * c, h: paper.h });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
<linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${at(-0.015, 1.15)}"/><stop offset="0.62" stop-color="${at(0.01, 1)}"/><stop offset="0.72" stop-color="${at(-0.012, 1.12)}"/><stop offset="0.86" stop-color="${at(0.005, 1)}"/><stop offset="1" stop-color="${at(-0.05, 1.35)}"/></linearGradient>
<radialGradient id="light" cx="0.4" cy="0.34" r="0.72"><stop offset="0" stop-color="${at(0.055, 0.55)}" stop-opacity="0.95"/><stop offset="0.55" stop-color="${at(0.03, 0.8)}" stop-opacity="0.5"/><stop offset="1" stop-color="${at(0, 1)}" stop-opacity="0"/></radialGradient>
<radialGradient id="edge" cx="0.46" cy="0.46" r="0.82"><stop offset="0.6" stop-color="${at(-0.1, 1.5)}" stop-opacity="0"/><stop offset="1" stop-color="${at(-0.14, 1.6)}" stop-opacity="0.32"/></radialGradient></defs>
<rect width="100%" height="100%" fill="url(#wall)"/><rect width="100%" height="100%" fill="url(#light)"/><rect width="100%" height="100%" fill="url(#edge)"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
}

async function enlarged(object: Raster, width: number, height: number): Promise<Raster> {
  const resize = { fit: 'fill', kernel: 'lanczos3' } as const;
  const data = await sharp(object.data, { raw: rawOf(object) })
    .resize(width, height, resize)
    .raw()
    .toBuffer();
  return { data, width, height };
}

function rawOf({ width, height }: Raster) {
  return { width, height, channels: 4 } as const;
}
