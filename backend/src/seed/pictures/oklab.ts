import type { Oklch } from './palette';

const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
const STEPS = 8191;
const GAMMA = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const value = step / STEPS;
  return Math.round(255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055));
});

/** Writes L, a, b of an sRGB pixel into `out`. */
export function toOklab(red: number, green: number, blue: number, out: Float64Array): void {
  const r = LINEAR[red]!;
  const g = LINEAR[green]!;
  const b = LINEAR[blue]!;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  out[0] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  out[1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  out[2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
}

/** Writes the sRGB bytes of L, a, b at `offset`, clipped to the gamut. */
export function fromOklab(lightness: number, a: number, b: number, out: Uint8Array, offset: number): void {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  out[offset] = encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  out[offset + 1] = encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  out[offset + 2] = encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
}

export function toRgb(color: Oklch): { r: number; g: number; b: number } {
  const bytes = new Uint8Array(3);
  const angle = (color.h * Math.PI) / 180;
  fromOklab(color.l, color.c * Math.cos(angle), color.c * Math.sin(angle), bytes, 0);
  return { r: bytes[0]!, g: bytes[1]!, b: bytes[2]! };
}

export function toHex(color: Oklch): string {
  const { r, g, b } = toRgb(color);
  return `#${[r, g, b].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function encode(linear: number): number {
  return GAMMA[linear <= 0 ? 0 : linear >= 1 ? STEPS : Math.round(linear * STEPS)]!;
}
