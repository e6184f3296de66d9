import { fromOklab, toOklab } from './oklab';
import type { Oklch } from './palette';

/** Pixels as sharp gives them: RGBA, not premultiplied. */
export type Raster = { data: Uint8Array; width: number; height: number };

/** The part of an object that takes the dye. */
export type Body = { neutral: boolean; l: number; c: number; directionA: number; directionB: number };

const NEUTRAL_CHROMA = 0.045;
/** Cosine of the hue distance from which a pixel belongs to the dyed part (50°) and from which it does not (85°). */
const INSIDE = 0.64;
const OUTSIDE = 0.09;

/**
 * Dyes the part of an object that has its main hue and leaves the rest alone, so a moss boot keeps its leather sole.
 * A grey or white object is tinted as a whole.
 */
export function recolour(source: Raster, body: Body, paint: Oklch): Raster {
  const angle = (paint.h * Math.PI) / 180;
  const targetA = Math.cos(angle);
  const targetB = Math.sin(angle);
  const chromaScale = Math.min(paint.c / Math.max(body.c, 0.02), 3);
  const data = new Uint8Array(source.data);
  const lab = new Float64Array(3);
  const memory = new PixelMemory();
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 0 || memory.recall(data, i)) continue;
    toOklab(data[i]!, data[i + 1]!, data[i + 2]!, lab);
    const l = lab[0]!;
    const a = lab[1]!;
    const b = lab[2]!;
    const chroma = Math.sqrt(a * a + b * b);
    const weight = body.neutral ? 1 - smoothstep(0.05, 0.1, chroma) : hueWeight(a, b, chroma, body);
    if (weight === 0) {
      memory.keep(data, i);
      continue;
    }
    const newChroma = body.neutral ? paint.c * Math.min(1, 4 * l * (1 - l) + 0.35) : chroma * chromaScale;
    const offset = body.neutral ? 0 : hueOffset(a, b, chroma, body);
    const newA = newChroma * (targetA * Math.cos(offset) - targetB * Math.sin(offset));
    const newB = newChroma * (targetB * Math.cos(offset) + targetA * Math.sin(offset));
    const newL = shiftLightness(l, body.l, paint.l);
    fromOklab(l + (newL - l) * weight, a + (newA - a) * weight, b + (newB - b) * weight, data, i);
    memory.keep(data, i);
  }
  return { data, width: source.width, height: source.height };
}

/** Drawings repeat their colours: what one became is looked up instead of computed, which is six times faster. */
class PixelMemory {
  private readonly seen = new Int32Array(1 << 16).fill(-1);
  private readonly became = new Int32Array(1 << 16);
  private color = 0;
  private slot = 0;

  recall(data: Uint8Array, at: number): boolean {
    this.color = (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
    this.slot = (Math.imul(this.color, 0x9e3779b1) >>> 16) & 0xffff;
    if (this.seen[this.slot] !== this.color) return false;
    const became = this.became[this.slot]!;
    data[at] = became >> 16;
    data[at + 1] = (became >> 8) & 255;
    data[at + 2] = became & 255;
    return true;
  }

  /** Remembers what the colour last asked for has become. */
  keep(data: Uint8Array, at: number): void {
    this.seen[this.slot] = this.color;
    this.became[this.slot] = (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
  }
}

/** The hue that covers most of the object, weighed by how colourful it is. */
export function findBody({ data }: Raster): Body {
  const bins = Array.from({ length: 24 }, () => ({ weight: 0, l: 0, c: 0, a: 0, b: 0 }));
  const lab = new Float64Array(3);
  let covered = 0;
  let lightness = 0;
  let chromaSum = 0;
  for (let i = 0; i < data.length; i += 4 * 7) {
    if (data[i + 3]! < 200) continue;
    toOklab(data[i]!, data[i + 1]!, data[i + 2]!, lab);
    const l = lab[0]!;
    const a = lab[1]!;
    const b = lab[2]!;
    const chroma = Math.sqrt(a * a + b * b);
    covered++;
    lightness += l;
    chromaSum += chroma;
    const bin = bins[Math.floor(((Math.atan2(b, a) + Math.PI) / (2 * Math.PI)) * 23.999)]!;
    bin.weight += chroma;
    bin.l += l * chroma;
    bin.c += chroma * chroma;
    bin.a += a;
    bin.b += b;
  }
  const around = bins.map((_, at) => sum([bins[(at + 23) % 24]!, bins[at]!, bins[(at + 1) % 24]!]));
  const main = around.reduce((best, bin) => (bin.weight > best.weight ? bin : best));
  const neutral = chromaSum / Math.max(1, covered) < NEUTRAL_CHROMA;
  const length = Math.hypot(main.a, main.b) || 1;
  return {
    neutral,
    l: neutral ? lightness / Math.max(1, covered) : main.l / (main.weight || 1),
    c: main.c / (main.weight || 1),
    directionA: main.a / length,
    directionB: main.b / length,
  };
}

type Bin = { weight: number; l: number; c: number; a: number; b: number };

function sum(bins: Bin[]): Bin {
  return bins.reduce((x, y) => ({
    weight: x.weight + y.weight,
    l: x.l + y.l,
    c: x.c + y.c,
    a: x.a + y.a,
    b: x.b + y.b,
  }));
}

function hueWeight(a: number, b: number, chroma: number, body: Body): number {
  if (chroma < 0.012) return 0;
  const near = smoothstep(OUTSIDE, INSIDE, (a * body.directionA + b * body.directionB) / chroma);
  return near * smoothstep(0.012, 0.035, chroma);
}

/** How far the pixel's hue lies from the main one; kept at half, so gradients live on without wandering off. */
function hueOffset(a: number, b: number, chroma: number, body: Body): number {
  const sine = (body.directionA * b - body.directionB * a) / chroma;
  return 0.5 * Math.asin(Math.max(-1, Math.min(1, sine)));
}

/** Moves the body's mean to the target and keeps black black and white white, so light and shade stay readable. */
function shiftLightness(l: number, mean: number, target: number): number {
  if (l < mean) return l * (target / mean);
  return 1 - (1 - l) * ((1 - target) / (1 - mean));
}

function smoothstep(from: number, to: number, value: number): number {
  const x = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return x * x * (3 - 2 * x);
}
