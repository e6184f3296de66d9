import sharp from 'sharp';

export type MeasuredPicture = { width: number; height: number; color: string; extension: string; mimeType: string };

const FORMATS: Record<string, { extension: string; mimeType: string }> = {
  jpeg: { extension: 'jpg', mimeType: 'image/jpeg' },
  png: { extension: 'png', mimeType: 'image/png' },
  webp: { extension: 'webp', mimeType: 'image/webp' },
  gif: { extension: 'gif', mimeType: 'image/gif' },
  heif: { extension: 'avif', mimeType: 'image/avif' },
};
const MAX_PIXELS = 100_000_000;

/** What the shop keeps of a picture: its size as shown, and the colour to paint until it arrives. null: not a picture. */
export async function measurePicture(bytes: Buffer): Promise<MeasuredPicture | null> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS });
    const { autoOrient, format } = await picture.metadata();
    const known = FORMATS[format];
    if (!known) return null;
    const { data } = await picture
      .flatten({ background: '#ffffff' })
      .resize(1, 1, { fit: 'fill' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const [red = 0, green = red, blue = red] = data;
    const color = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    return { width: autoOrient.width, height: autoOrient.height, color, ...known };
  } catch {
    return null;
  }
}
