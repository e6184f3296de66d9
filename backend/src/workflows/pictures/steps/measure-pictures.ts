import type { IFileModuleService, MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { measurePicture, type PictureFacts } from '../../../pictures/measure-picture';
import { pictureKey } from '../../../pictures/picture-key';

/** Needs no compensation: what is noted of a picture is true whatever becomes of the rest. */
export const measurePicturesStep = createStep(
  'measure-pictures',
  async ({ productIds }: { productIds: string[] }, { container }) => {
    let measured = 0;
    for (const id of productIds) measured += await measureProduct(container, id);
    return new StepResponse({ measured });
  },
);

async function measureProduct(container: MedusaContainer, id: string): Promise<number> {
  const files = container.resolve(Modules.FILE);
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const factsByUrl = new Map<string, PictureFacts>();
  for (const [index, { url, metadata }] of (await readImages(container, id)).entries()) {
    if (isKnown(metadata, index)) continue;
    const facts = await readFacts(files, url);
    if (facts) factsByUrl.set(url, facts);
    else logger.warn(`The picture ${url} of product ${id} cannot be read: it is shown without its size and colours.`);
  }
  if (factsByUrl.size === 0) return 0;
  // Read again, because measuring takes a while and the merchant may have gone on meanwhile.
  const images = (await readImages(container, id)).map(({ id: imageId, url, metadata }) => ({
    id: imageId,
    url,
    metadata: { ...metadata, ...factsByUrl.get(url) },
  }));
  // The module's own method: the workflow would say again that the product was updated.
  await container.resolve(Modules.PRODUCT).updateProducts(id, { images });
  return factsByUrl.size;
}

/** The blur of a first picture is all that anybody is sent, so a later one does without. */
const isKnown = (metadata: Record<string, unknown> | null | undefined, index: number): boolean =>
  typeof metadata?.['width'] === 'number' && (index > 0 || typeof metadata['blurhash'] === 'string');

async function readImages(container: MedusaContainer, id: string) {
  const options = {
    relations: ['images'],
    select: ['id', 'images.id', 'images.url', 'images.rank', 'images.metadata'],
  };
  const [product] = await container.resolve(Modules.PRODUCT).listProducts({ id: [id] }, options);
  return [...(product?.images ?? [])].sort((a, b) => a.rank - b.rank);
}

/** Undefined: it is elsewhere, gone, or no picture. */
async function readFacts(files: IFileModuleService, url: string): Promise<PictureFacts | undefined> {
  const bytes = await files.getAsBuffer(pictureKey(url)).catch(() => undefined);
  const measured = bytes && (await measurePicture(bytes));
  if (!measured) return undefined;
  const { width, height, color, blurhash } = measured;
  return { width, height, color, blurhash };
}
