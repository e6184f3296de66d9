/** Widths the server makes; any other is refused, so that nobody fills its disk with sizes of their own. */
export const IMAGE_WIDTHS = [160, 320, 480, 640, 800, 1200, 1600] as const;

export type ImageFormat = 'avif' | 'webp';
export type ImageWidth = (typeof IMAGE_WIDTHS)[number];

export function imageUrl(key: string, width: ImageWidth, format: ImageFormat): string {
  if (__CLOUDINARY__) return cloudinaryUrl(__CLOUDINARY__, key, width, format);
  return `/img/${encodeURIComponent(key)}?w=${width}&f=${format}`;
}

/**
 * `<cloud>/image/upload/<transformation>/<public id>`: never enlarged, quality as Cloudinary finds it enough. The public id is the
 * folder and the file's name with its ending, which is where Cloudinary fetches the original from when it meets it first.
 */
export function cloudinaryUrl(
  { upload, folder }: { upload: string; folder: string },
  key: string,
  width: ImageWidth,
  format: ImageFormat,
): string {
  return `${upload}c_limit,f_${format},q_auto,w_${width}/${folder}/${encodeURIComponent(key)}`;
}

/** From another origin a picture can be kept on the device only if it is asked for in this mode. */
export const imageMode = __CLOUDINARY__ ? 'anonymous' : undefined;

/** The `srcset` of one format, up to the first width that is not below `largest`: what never fills more needs no bigger file. */
export function imageSrcset(key: string, format: ImageFormat, largest: number): string {
  const last = IMAGE_WIDTHS.findIndex((width) => width >= largest);
  return IMAGE_WIDTHS.slice(0, last === -1 ? undefined : last + 1)
    .map((width) => `${imageUrl(key, width, format)} ${width}w`)
    .join(', ');
}
