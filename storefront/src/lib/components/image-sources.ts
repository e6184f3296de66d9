/** Widths the server makes; any other is refused, so that nobody fills its disk with sizes of their own. */
export const IMAGE_WIDTHS = [160, 320, 480, 640, 800, 1200, 1600] as const;

export type ImageFormat = 'avif' | 'webp';
export type ImageWidth = (typeof IMAGE_WIDTHS)[number];

export function imageUrl(key: string, width: ImageWidth, format: ImageFormat): string {
  return `/img/${encodeURIComponent(key)}?w=${width}&f=${format}`;
}

/** The `srcset` of one format, up to the first width that is not below `largest`: what never fills more needs no bigger file. */
export function imageSrcset(key: string, format: ImageFormat, largest: number): string {
  const last = IMAGE_WIDTHS.findIndex((width) => width >= largest);
  return IMAGE_WIDTHS.slice(0, last === -1 ? undefined : last + 1)
    .map((width) => `${imageUrl(key, width, format)} ${width}w`)
    .join(', ');
}
