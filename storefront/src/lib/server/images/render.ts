import sharp from 'sharp';
import { StorefrontError } from '../errors';
import type { Rendition } from './rendition';

/** A shopper waits for the first rendition of a picture, so effort is kept where a core needs tenths of a second. */
const AVIF = { quality: 52, effort: 2 };
const WEBP = { quality: 76, effort: 3 };
const JPEG = { quality: 80, mozjpeg: true };

/** 8000 × 8000: enough for a camera, too little for a decompression bomb. */
const MAX_PIXELS = 64_000_000;

// One picture uses one thread; how many pictures run at once is decided in one place, the queue.
sharp.concurrency(1);
sharp.cache(false);

export async function renderPicture(original: Buffer, { width, format }: Rendition): Promise<Buffer> {
  try {
    const picture = sharp(original, { limitInputPixels: MAX_PIXELS })
      .rotate()
      .resize({ width, withoutEnlargement: true });
    if (format === 'avif') return await picture.avif(AVIF).toBuffer();
    if (format === 'webp') return await picture.webp(WEBP).toBuffer();
    return await picture.flatten({ background: '#ffffff' }).jpeg(JPEG).toBuffer();
  } catch (cause) {
    throw new StorefrontError('backend_answer', 'The original is not a picture that can be read', { cause });
  }
}
