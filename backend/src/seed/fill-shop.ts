import path from 'node:path';
import type { MedusaContainer } from '@medusajs/framework/types';
import { readStoreFacts } from '../store-facts';
import { renderPictures } from './pictures/render';
import { planCatalog } from './plan-catalog';
import { ensureProducts, ensureStock, ensureVariantImages } from './products';
import type { Outcome, Progress } from './progress';
import { writePublishableKey } from './publishable-key';
import { ensureRegions, ensureTaxes } from './regions';
import { ensureReviews } from './reviews/ensure-reviews';
import { ensureSale } from './sale';
import { ensureShipping } from './shipping';
import { ensureStore } from './store';
import { ensureCategories, ensureCollections, ensureTags } from './taxonomy';
import { ensureTranslations } from './translations';

export type FillOptions = {
  /** SATCHEL_DATA_DIR: pictures go to its `uploads`, the publishable key beside them. */
  dataDir: string;
  /** Public address of the backend; addresses of pictures begin with it. */
  backendUrl: string;
  /** SEED_PICTURE_SCALE */
  pictureScale: number;
  progress: Progress;
};

/** Brings the shop to where the catalog says, step by step; each step looks first and makes only what is missing. */
export async function fillShop(
  container: MedusaContainer,
  { dataDir, backendUrl, pictureScale, progress }: FillOptions,
): Promise<Outcome> {
  const plans = planCatalog();
  const total: Outcome = { made: 0, kept: 0 };
  const step = async (title: string, run: (detail: (text: string) => void) => Promise<Outcome>) => {
    const outcome = await progress.step(title, run);
    total.made += outcome.made;
    total.kept += outcome.kept;
  };
  const urlOf = (key: string) => `${backendUrl.replace(/\/$/, '')}/static/${key}`;

  const uploads = path.join(dataDir, 'uploads');

  await step('Store and currencies', () => ensureStore(container));
  await step('Regions', () => ensureRegions(container));
  await step('Taxes', () => ensureTaxes(container));
  await step('Stock location and delivery', () => ensureShipping(container));
  await step('Categories', () => ensureCategories(container));
  await step('Collections', () => ensureCollections(container));
  await step('Tags', () => ensureTags(container));
  await step('Pictures', async (detail) => {
    const recipes = plans.flatMap(({ images }) => images.map(({ recipe }) => recipe));
    const report = await renderPictures(recipes, {
      folder: uploads,
      scale: pictureScale,
      onProgress: (done, all) => detail(`${done} of ${all}`),
    });
    return { made: report.rendered, kept: report.kept };
  });
  const store = await readStoreFacts(container);
  await step('Products', (detail) => ensureProducts(container, plans, { store, urlOf, uploads }, detail));
  await step('Translations', () => ensureTranslations(container));
  await step('Pictures of variants', () => ensureVariantImages(container, plans));
  await step('Stock', () => ensureStock(container, plans, store));
  await step('Sale prices', () => ensureSale(container, plans));
  await step('Reviews', () => ensureReviews(container));
  await step('Publishable key', () => writePublishableKey(container, dataDir));
  return total;
}
