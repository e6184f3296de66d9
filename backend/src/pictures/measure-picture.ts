import { encode } from 'blurhash';
import sharp from 'sharp';

/** What the shop keeps of a picture: its size as shown, and what to paint until it arrives, one colour or a blur. */
export type PictureFacts = { width: number; height: number; color: string; blurhash: string };

export type MeasuredPicture = PictureFacts & { extension: string; mimeType: string };

const FORMATS: Record<string, { extension: string; mimeType: string }> = {
  jpeg: { extension: 'jpg', mimeType: 'image/jpeg' },
  png: { extension: 'png', mimeType: 'image/png' },
  webp: { extension: 'webp', mimeType: 'image/webp' },
  gif: { extension: 'gif', mimeType: 'image/gif' },
  heif: { extension: 'avif', mimeType: 'image/avif' },
};
const MAX_PIXELS = 100_000_000;

/** A blur has no more detail than this, and encoding costs by the pixel. */
const SAMPLE = 32;

/** Waves across and down: 22 letters, against 28 for one more row, in a feed that every device fetches whole. */
const WAVES = 3;

/** null: not a picture. */
export async function measurePicture(bytes: Buffer): Promise<MeasuredPicture | null> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS });
    const { autoOrient, format } = await picture.metadata();
    const known = FORMATS[format];
    if (!known) return null;
    const { data, info } = await picture
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize(SAMPLE, SAMPLE, { fit: 'fill' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const blurhash = encode(new Uint8ClampedArray(data), info.width, info.height, WAVES, WAVES);
    return { width: autoOrient.width, height: autoOrient.height, color: averageOf(data), blurhash, ...known };
  } catch {
    return null;
  }
}

/** Of red, green, blue and an alpha that is always full. */
function averageOf(pixels: Buffer): string {
  const sums = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4)
    for (const part of [0, 1, 2]) sums[part] = (sums[part] ?? 0) + (pixels[at + part] ?? 0);
  const parts = sums.map((sum) => Math.round(sum / (pixels.length / 4)));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
