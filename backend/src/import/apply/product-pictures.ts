import { uploadFilesWorkflow } from '@medusajs/medusa/core-flows';
import type { MedusaContainer } from '@medusajs/framework/types';
import type { PlannedImage, PlannedProduct } from '../file/plan';
import type { PictureFetcher } from '../pictures/fetch-picture';
import { measurePicture } from '../../pictures/measure-picture';
import type { ExistingProduct } from './existing';

export type StoredImage = { id?: string; url: string; metadata: Record<string, unknown> };

export type ProductPictures = {
  /** All the product shall have, in order. */
  images: StoredImage[];
  /** Address in the file → address in the shop. */
  urlBySource: ReadonlyMap<string, string>;
  /** Stored now, which the product does not know yet. */
  added: number;
  unreachable: { line: number; src: string; reason: string }[];
  /** In the shop from an earlier file that named them. */
  dropped: number;
};

export type PictureSource = { fetchPicture: PictureFetcher; signal: AbortSignal };

/** Stores what is missing. A picture that was stored once is known by the address it came from and not fetched again. */
export async function storePictures(
  container: MedusaContainer,
  { fetchPicture, signal }: PictureSource,
  product: PlannedProduct,
  existing: ExistingProduct | undefined,
): Promise<ProductPictures> {
  const bySource = new Map(
    existing?.images.flatMap((image) =>
      typeof image.metadata.source === 'string' ? [[image.metadata.source, image] as const] : [],
    ),
  );
  const result: ProductPictures = { images: [], urlBySource: new Map(), added: 0, unreachable: [], dropped: 0 };
  const urlBySource = new Map<string, string>();
  for (const [index, planned] of product.images.entries()) {
    const { src, alt, line } = planned;
    const known = bySource.get(src);
    const stored = known
      ? { id: known.id, url: known.url, metadata: { ...known.metadata, alt } }
      : await fetchAndStore(planned, `${fileName(product.handle)}-${index + 1}`);
    if ('reason' in stored) {
      result.unreachable.push({ line, src, reason: stored.reason });
      continue;
    }
    if (!known) result.added += 1;
    result.images.push(stored);
    urlBySource.set(src, stored.url);
  }
  const sources = new Set(product.images.map(({ src }) => src));
  const others = existing?.images.filter(({ metadata }) => typeof metadata.source !== 'string') ?? [];
  result.images.push(...others.map(({ id, url, metadata }) => ({ id, url, metadata })));
  result.dropped = [...bySource.keys()].filter((source) => !sources.has(source)).length;
  return { ...result, urlBySource };

  async function fetchAndStore({ src, alt }: PlannedImage, name: string): Promise<StoredImage | { reason: string }> {
    const fetched = await fetchPicture(src, signal);
    if (fetched.kind === 'failed') return fetched;
    const measured = await measurePicture(fetched.bytes);
    if (measured === null) return { reason: 'what came is not a picture that can be read' };
    const { width, height, color, blurhash, extension, mimeType } = measured;
    const content = fetched.bytes.toString('base64');
    const { result: files } = await uploadFilesWorkflow(container).run({
      input: { files: [{ filename: `${name}.${extension}`, mimeType, content, access: 'public' }] },
    });
    const url = files[0]?.url;
    if (url === undefined) throw new Error(`The file store took ${name} and gave no address.`);
    return { url, metadata: { source: src, alt, width, height, color, blurhash } };
  }
}

/** Handles may be in any script; a file's name becomes part of an address that is plain ASCII. */
function fileName(handle: string): string {
  const plain = handle
    .replace(/[^a-z0-9-]/g, '')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return plain || 'picture';
}
